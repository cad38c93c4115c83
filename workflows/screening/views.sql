-- Views that all rules share. docs/screening.md describes every column.
-- $name stands for a parameter: of this file under "views" in screening.json, of a rule in its head.

-- The days that count: from the first to the last day on which at least half as many meters were read as usual.
-- A single stray date, or a last day that has only begun to arrive, is left out.
CREATE OR REPLACE TEMP TABLE period AS
WITH per_day AS (SELECT date, sum(meters) AS meters FROM day_factor GROUP BY date),
kept AS (SELECT date FROM per_day WHERE meters >= 0.5 * (SELECT median(meters) FROM per_day)),
fallback AS (
    SELECT date FROM area_supply_daily UNION ALL SELECT CAST("at" AS DATE) FROM meter_events UNION ALL SELECT period FROM bills UNION ALL SELECT CAST("at" AS DATE) FROM complaints)
SELECT coalesce(min(k.date), (SELECT min(date) FROM fallback)) AS first_day,
    coalesce(max(k.date), (SELECT max(date) FROM fallback)) AS last_day,
    CAST(coalesce(max(k.date) - min(k.date), 0) + 1 AS INTEGER) AS days
FROM kept AS k;

-- Areas whose excess another rule has already explained. LL-04 and LL-05 fill it; LL-01 and LL-02 stay silent about what is in it.
CREATE OR REPLACE TEMP TABLE explained (area_no VARCHAR, rule VARCHAR, share DOUBLE);

-- The last computable days of every area, newest first (rank 1).
CREATE OR REPLACE TEMP TABLE recent_loss AS
SELECT d.area_no, d.date, d.supply_kwh, d.loss_kwh, d.loss_pct, a.name AS area_name,
    a.loss_target_pct, row_number() OVER (PARTITION BY d.area_no ORDER BY d.date DESC) AS rank
FROM area_day AS d JOIN areas AS a USING (area_no), period
WHERE d.loss_pct IS NOT NULL AND d.date BETWEEN first_day AND last_day
QUALIFY rank <= $recent_days;

-- The balance of usable days for comparing before with after: days on which one reading went wrong are drawn to their
-- neighbours, and what all areas of the prefecture share on a day (weather on the wires) is taken off.
CREATE OR REPLACE TEMP TABLE balance AS
WITH usable AS (
    SELECT area_no, date, supply_kwh, 100 * loss_kwh / supply_kwh AS pct
    FROM area_day, period
    WHERE supply_kwh > 10 AND sale_kwh IS NOT NULL AND success_pct >= $usable_success_pct AND date BETWEEN first_day AND last_day),
smooth AS (
    SELECT *, median(pct) OVER near AS near_pct, median(pct) OVER (PARTITION BY area_no) AS usual_pct FROM usable
    WINDOW near AS (PARTITION BY area_no ORDER BY date ROWS BETWEEN 4 PRECEDING AND 4 FOLLOWING)),
noise AS (SELECT area_no, 1.4826 * median(abs(pct - near_pct)) AS noise_pct FROM smooth GROUP BY area_no),
calm AS (
    SELECT s.area_no, s.date, s.supply_kwh, s.usual_pct,
        CASE WHEN abs(s.pct - s.near_pct) > 6 * greatest(n.noise_pct, 0.05) THEN s.near_pct ELSE s.pct END AS pct
    FROM smooth AS s JOIN noise AS n USING (area_no)),
common AS (
    SELECT date, CASE WHEN count(*) >= 10 THEN median(pct - usual_pct) ELSE 0 END AS pct FROM calm GROUP BY date)
SELECT c.area_no, c.date, c.supply_kwh, (c.pct - m.pct) / 100 * c.supply_kwh AS loss_kwh, c.pct - m.pct AS loss_pct
FROM calm AS c JOIN common AS m USING (date);

-- How far an area's loss lies from what is usual in the prefecture.
CREATE OR REPLACE TEMP TABLE area_excess AS
WITH mean AS (SELECT area_no, avg(loss_pct) AS loss_pct, avg(supply_kwh) AS supply_kwh, stddev_samp(loss_pct) AS deviation_pp, count(*) AS days FROM balance GROUP BY area_no)
SELECT m.*, loss_pct - usual AS excess_pp, (loss_pct - usual) / 100 * supply_kwh AS excess_kwh, usual AS usual_pct
FROM mean AS m, (SELECT least(greatest(median(loss_pct), 0), 6) AS usual FROM mean);

-- Alarms of the acquisition system, one row per customer, code and day. Codes have five characters; spreadsheets may have
-- taken their leading zeros. is_mass: many customers of the area raised it that day, so it is the supply, not the customer.
CREATE OR REPLACE TEMP TABLE alarm AS
WITH coded AS (
    SELECT e.customer_no, c.area_no, CAST(e."at" AS DATE) AS day,
        CASE WHEN length(trim(e.code)) < 5 AND regexp_full_match(trim(e.code), '[0-9]+[0-9A-Fa-f]*') AND trim(e.code) NOT LIKE '31%'
            THEN lpad(upper(trim(e.code)), 5, '0') ELSE upper(trim(e.code)) END AS code,
        string_agg(DISTINCT e.detail, '; ') AS detail
    FROM meter_events AS e JOIN customers AS c USING (customer_no)
    GROUP BY ALL),
size AS (SELECT area_no, count(*) AS customers FROM customers GROUP BY area_no)
SELECT a.customer_no, a.area_no, a.day, a.code, a.detail,
    count(*) OVER same >= greatest(5, $mass_share * s.customers) AS is_mass,
    coalesce(regexp_matches(a.detail, '工单|换表|检修|轮换|装接|现场校验|(?i)work ?order|replacement|maintenance'), false) AS has_order
FROM coded AS a JOIN size AS s USING (area_no)
WINDOW same AS (PARTITION BY a.area_no, a.day, a.code);

-- Customers with the level of their readings.
CREATE OR REPLACE TEMP TABLE customer AS
SELECT c.customer_key, c.customer_no, c.name AS customer_name, c.area_no, coalesce(lower(c.category), '') AS category, coalesce(c.status, 'active') AS status,
    c.contracted_kva, c.pv_kwp, c.ct_ratio, c.pt_ratio, c.meter_no, c.tariff_code, l.mean_kwh, l.readings, l.zero_days, l.first_date, l.last_date
FROM customers AS c LEFT JOIN customer_level AS l USING (customer_key);
