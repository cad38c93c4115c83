-- The daily balance of every area, computed anew after each import that touched readings or archives.
-- docs/screening.md explains the formulas; the numbers here are those of the rules' common definitions.

-- Each customer's own level over all readings.
CREATE OR REPLACE TABLE customer_level AS
SELECT customer_key,
    avg(kwh) AS mean_kwh,
    stddev_pop(kwh) AS deviation_kwh,
    count(kwh) AS readings,
    count(*) FILTER (kwh < 0.05) AS zero_days,
    min(date) FILTER (kwh IS NOT NULL) AS first_date,
    max(date) FILTER (kwh IS NOT NULL) AS last_date
FROM reading
GROUP BY customer_key;

CREATE OR REPLACE TEMP TABLE member AS
SELECT c.customer_key, a.rowid AS area_id, coalesce(lower(c.category), '') AS category, c.status, l.mean_kwh, l.first_date
FROM customers AS c JOIN areas AS a USING (area_no) LEFT JOIN customer_level AS l USING (customer_key);

-- What was read, per area, category and day.
CREATE OR REPLACE TEMP TABLE cell AS
SELECT m.area_id, m.category, r.date, sum(r.kwh) AS kwh, sum(m.mean_kwh) AS mean_kwh, count(*) AS meters
FROM reading AS r JOIN member AS m USING (customer_key)
WHERE r.kwh IS NOT NULL
GROUP BY m.area_id, m.category, r.date;

-- What all customers of a category share on a day: 1.2 = they used 20 % more than on their average day.
CREATE OR REPLACE TABLE day_factor AS
SELECT category, date, coalesce(sum(kwh) / nullif(sum(mean_kwh), 0), 1) AS factor, sum(meters) AS meters
FROM cell GROUP BY category, date;

-- Meters due: of active customers, from their first reading on when that comes more than a week after the first day (a new connection),
-- else all along. Those never read are due all along; they cannot be filled.
CREATE OR REPLACE TEMP TABLE due AS
WITH days AS (SELECT DISTINCT date FROM area_supply_daily UNION SELECT DISTINCT date FROM cell),
begun AS (
    SELECT area_id, category, CASE WHEN first_date > start + 7 THEN first_date ELSE start END AS date, count(*) AS meters, coalesce(sum(mean_kwh), 0) AS mean_kwh
    FROM member, (SELECT min(date) AS start FROM days)
    WHERE status IS NULL OR status = 'active'
    GROUP BY ALL),
grid AS (SELECT DISTINCT area_id, category FROM begun)
SELECT g.area_id, g.category, d.date,
    sum(coalesce(s.meters, 0)) OVER later AS meters, sum(coalesce(s.mean_kwh, 0)) OVER later AS mean_kwh
FROM grid AS g CROSS JOIN days AS d LEFT JOIN begun AS s ON s.area_id = g.area_id AND s.category = g.category AND s.date = d.date
WINDOW later AS (PARTITION BY g.area_id, g.category ORDER BY d.date);

CREATE OR REPLACE TEMP TABLE sale AS
SELECT coalesce(d.area_id, c.area_id) AS area_id, coalesce(d.date, c.date) AS date,
    sum(coalesce(c.kwh, 0)) AS read_kwh,
    sum(coalesce(c.kwh, 0) + greatest(0, coalesce(d.mean_kwh, 0) - coalesce(c.mean_kwh, 0)) * coalesce(f.factor, 1)) AS sale_kwh,
    sum(coalesce(c.meters, 0)) AS meters_read,
    sum(greatest(coalesce(d.meters, 0), coalesce(c.meters, 0))) AS meters_due
FROM due AS d FULL JOIN cell AS c ON c.area_id = d.area_id AND c.category = d.category AND c.date = d.date
LEFT JOIN day_factor AS f ON f.category = coalesce(d.category, c.category) AND f.date = coalesce(d.date, c.date)
GROUP BY ALL;

CREATE OR REPLACE TABLE area_day AS
WITH joined AS (
    SELECT a.area_no, coalesce(s.date, p.date) AS date,
        p.supply_kwh + coalesce(p.pv_kwh, 0) AS supply_kwh,
        CASE WHEN s.meters_read > 0 THEN s.sale_kwh END AS sale_kwh,
        coalesce(s.meters_read, 0) AS meters_read, coalesce(s.meters_due, 0) AS meters_due,
        CASE WHEN s.meters_due > 0 THEN 100.0 * s.meters_read / s.meters_due ELSE 0 END AS success_pct
    FROM sale AS s
    JOIN areas AS x ON x.rowid = s.area_id
    FULL JOIN area_supply_daily AS p ON p.area_no = x.area_no AND p.date = s.date
    JOIN areas AS a ON a.area_no = coalesce(x.area_no, p.area_no)),
judged AS (
    SELECT *,
        CASE WHEN supply_kwh IS NULL THEN 'supply-missing'
            WHEN supply_kwh <= 0 THEN 'supply-not-positive'
            WHEN sale_kwh IS NULL THEN 'no-readings'
            WHEN success_pct < 95 THEN 'success-below-95'
            WHEN supply_kwh < 10 THEN 'small-supply' END AS reason
    FROM joined)
SELECT area_no, date, supply_kwh, sale_kwh, supply_kwh - sale_kwh AS loss_kwh,
    CASE WHEN reason IS NULL THEN 100 * (supply_kwh - sale_kwh) / supply_kwh END AS loss_pct,
    success_pct, meters_read, meters_due, reason
FROM judged
ORDER BY area_no, date;

DROP TABLE member;
DROP TABLE cell;
DROP TABLE due;
DROP TABLE sale;
