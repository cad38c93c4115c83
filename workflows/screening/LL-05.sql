/* {
  "class": "loss",
  "name": {
    "zh": "线损突变与用户电量突变同步",
    "en": "Loss step coincides with a customer's drop"
  },
  "version": 2,
  "effectiveFrom": "2000-01-01",
  "channel": "line-loss",
  "severity": 5,
  "specialty": "consumption-inspection",
  "parameters": { "min_mean_kwh": 0.3, "min_drop_kwh": 0.7, "max_after_share": 0.85, "min_t": 3, "near_days": 60, "prior": 3.5, "prior_vacant": 5, "prior_small": 4.5, "loose_match": 1.5, "match_spread": 0.5, "min_p": 0.03 },
  "guidance": {
    "zh": "至少两人到场，先看表箱封印和接线，再用钳表比对进线电流与表计电流；拍摄表计运行状态照片，必要时测误差。",
    "en": "Go as two. Look at seals and wiring first, then compare the clamp-meter current of the supply with the meter's; photograph the meter's state and test its error if needed."
  },
  "explanation": {
    "zh": "{customerName}自 {from} 起日均用电由 {beforeKwh:0.0} kWh 降到 {afterKwh:0.0} kWh（降 {dropPct:0}%），同一天起台区{areaName}日损耗增加约 {riseKwh:0.0} kWh，与该户少用的 {dropKwh:0.0} kWh 相符（{matchPct:0}%）。",
    "en": "Since {from} {customerName} uses {afterKwh:0.0} kWh a day instead of {beforeKwh:0.0} kWh ({dropPct:0} % less), and from the same day area {areaName} loses about {riseKwh:0.0} kWh a day more, which matches the {dropKwh:0.0} kWh that the customer no longer shows ({matchPct:0} %)."
  },
  "after": ["LL-04"]
} */
-- A customer's use drops by as much as its area's loss rises, on the same day. Three questions in turn:
-- whose use has dropped (season taken off), on which day, and does taking the missing energy off the area's loss make it quiet again?

-- 1. Drops, roughly: ten equal parts of the period, before against after each boundary. One pass over all readings.
CREATE OR REPLACE TEMP TABLE drop_rough AS
WITH valued AS (
    SELECT r.customer_key, r.kwh / greatest(f.factor, 0.05) AS v, ((r.date - first_day) * 10) // days AS part
    FROM reading AS r JOIN customer AS c USING (customer_key) JOIN day_factor AS f ON f.category = c.category AND f.date = r.date, period
    WHERE r.kwh IS NOT NULL AND c.status = 'active' AND c.mean_kwh > $min_mean_kwh AND r.date BETWEEN first_day AND last_day),
parts AS (
    SELECT customer_key, count(*) AS n, sum(v) AS s, sum(v * v) AS ss,
        [count(*) FILTER (part < 1), count(*) FILTER (part < 2), count(*) FILTER (part < 3), count(*) FILTER (part < 4), count(*) FILTER (part < 5),
            count(*) FILTER (part < 6), count(*) FILTER (part < 7), count(*) FILTER (part < 8), count(*) FILTER (part < 9)] AS ns,
        [sum(v) FILTER (part < 1), sum(v) FILTER (part < 2), sum(v) FILTER (part < 3), sum(v) FILTER (part < 4), sum(v) FILTER (part < 5),
            sum(v) FILTER (part < 6), sum(v) FILTER (part < 7), sum(v) FILTER (part < 8), sum(v) FILTER (part < 9)] AS sums
    FROM valued GROUP BY customer_key),
boundaries AS (SELECT customer_key, n, s, ss, unnest(ns) AS n1, unnest(sums) AS s1 FROM parts),
compared AS (
    SELECT customer_key, n, ss, n1, s1 / n1 AS before, (s - s1) / (n - n1) AS after FROM boundaries WHERE n1 >= 3 AND n - n1 >= 3)
SELECT DISTINCT customer_key FROM compared
WHERE before - after > $min_drop_kwh AND after < $max_after_share * before
    AND (before - after) / sqrt(greatest((ss - n1 * before * before - (n - n1) * after * after) / (n - 2), 0.01) * (1.0 / n1 + 1.0 / (n - n1))) > $min_t;

-- 2. The day of the drop: the one that splits the customer's own series best.
CREATE OR REPLACE TEMP TABLE drop_day AS
SELECT r.customer_key, c.area_no, r.date, r.kwh, f.factor, r.kwh / greatest(f.factor, 0.05) AS v
FROM reading AS r JOIN drop_rough USING (customer_key) JOIN customer AS c USING (customer_key) JOIN day_factor AS f ON f.category = c.category AND f.date = r.date, period
WHERE r.kwh IS NOT NULL AND r.date BETWEEN first_day AND last_day;

CREATE OR REPLACE TEMP TABLE customer_step AS
WITH running AS (
    SELECT customer_key, area_no, date, count(*) OVER earlier AS n1, sum(v) OVER earlier AS s1, count(*) OVER whole AS n, sum(v) OVER whole AS s
    FROM drop_day
    WINDOW earlier AS (PARTITION BY customer_key ORDER BY date ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), whole AS (PARTITION BY customer_key)),
splits AS (
    SELECT *, s1 / n1 AS before, (s - s1) / (n - n1) AS after, n1::DOUBLE * (n - n1) / n * (s1 / n1 - (s - s1) / (n - n1)) ** 2 AS gain
    FROM running WHERE n1 >= 5 AND n - n1 >= 4 AND s1 / n1 > (s - s1) / (n - n1))
SELECT customer_key, any_value(area_no) AS area_no, arg_max(date, gain) AS day, arg_max(before, gain) AS before_kwh, arg_max(after, gain) AS after_kwh
FROM splits GROUP BY customer_key;

-- 3. The energy that would be missing, in two ways: what the customer should have used less what it did; and, for a share that never
-- reaches the meter, what it did times that share (this follows its use from day to day).
CREATE OR REPLACE TEMP TABLE missing AS
SELECT d.customer_key, d.date, greatest(0, s.before_kwh * d.factor - d.kwh) AS flat_kwh,
    d.kwh * least(s.before_kwh / greatest(s.after_kwh, 0.02 * s.before_kwh) - 1, 30) AS share_kwh
FROM drop_day AS d JOIN customer_step AS s USING (customer_key) WHERE d.date >= s.day;

-- How much quieter the area's balance becomes, as a log likelihood ratio: n/2 · ln(rest without ÷ rest with the missing energy).
CREATE OR REPLACE TEMP MACRO agreement(losses) AS TABLE
WITH near AS (
    SELECT s.customer_key, s.area_no, b.supply_kwh AS x, b.loss_kwh AS y, b.date >= s.day AS after, m.flat_kwh, m.share_kwh
    FROM customer_step AS s JOIN query_table(losses) AS b ON b.area_no = s.area_no AND b.date BETWEEN s.day - $near_days AND s.day + $near_days
    LEFT JOIN missing AS m ON m.customer_key = s.customer_key AND m.date = b.date
    WHERE b.date < s.day OR m.flat_kwh IS NOT NULL),
scaled AS (
    SELECT customer_key, area_no, x, y, after, flat_kwh, coalesce(flat_kwh, 0) AS d1,
        coalesce(share_kwh, 0) * least(2, sum(flat_kwh) OVER c / greatest(sum(share_kwh) OVER c, 0.001)) AS d2
    FROM near WINDOW c AS (PARTITION BY customer_key)),
sums AS (
    SELECT customer_key, any_value(area_no) AS area_no, count(*) AS n, count(*) FILTER (after) AS n2,
        sum(x * x) AS xx, sum(x * y) AS xy, sum(y * y) AS yy,
        sum((y - d1) * x) AS xy1, sum((y - d1) ** 2) AS yy1, sum((y - d2) * x) AS xy2, sum((y - d2) ** 2) AS yy2, sum(flat_kwh) AS missing_kwh,
        sum(y) FILTER (after) - sum(x) FILTER (after) * sum(y) FILTER (NOT after) / sum(x) FILTER (NOT after) AS rise_kwh
    FROM scaled GROUP BY customer_key)
SELECT customer_key, area_no, n2, missing_kwh / n2 AS drop_kwh, rise_kwh / n2 AS rise_kwh,
    0.8 * n / 2.0 * ln(greatest(1e-9, yy - xy * xy / xx) / greatest(1e-9, least(yy1 - xy1 * xy1 / xx, yy2 - xy2 * xy2 / xx))) AS evidence
FROM sums WHERE n2 >= 4 AND n - n2 >= 4 AND missing_kwh > 0;

-- The customers of an area compete for its step; "nobody" is one of them. A home that fell silent is most likely empty.
CREATE OR REPLACE TEMP MACRO judged(fits) AS TABLE
WITH weighed AS (
    SELECT t.*, s.day, s.before_kwh, s.after_kwh,
        exp(least(t.evidence, 60) - CASE
            WHEN s.after_kwh < 0.1 * s.before_kwh THEN $prior_vacant
            WHEN s.after_kwh > 0.75 * s.before_kwh THEN $prior_small
            ELSE $prior END) AS weight
    FROM query_table(fits) AS t JOIN customer_step AS s USING (customer_key))
SELECT *, weight / (1 + sum(weight) OVER (PARTITION BY area_no)) AS p FROM weighed;

CREATE OR REPLACE TEMP TABLE fit_first AS FROM agreement('balance');
CREATE OR REPLACE TEMP TABLE found_first AS FROM judged('fit_first');

-- A second thief of the same area shows once the first one's energy is taken off.
CREATE OR REPLACE TEMP TABLE taken AS
SELECT * FROM found_first QUALIFY row_number() OVER (PARTITION BY area_no ORDER BY p DESC, customer_key) = 1 AND p > 0.5;

CREATE OR REPLACE TEMP TABLE balance_rest AS
SELECT b.area_no, b.date, b.supply_kwh, b.loss_kwh - coalesce(m.flat_kwh, 0) AS loss_kwh, b.loss_pct
FROM balance AS b JOIN taken AS t USING (area_no) LEFT JOIN missing AS m ON m.customer_key = t.customer_key AND m.date = b.date;

CREATE OR REPLACE TEMP TABLE fit_second AS SELECT * FROM agreement('balance_rest') WHERE customer_key NOT IN (SELECT customer_key FROM taken);
CREATE OR REPLACE TEMP TABLE found_second AS FROM judged('fit_second');

CREATE OR REPLACE TEMP TABLE theft AS
SELECT * FROM taken UNION ALL SELECT * FROM found_second
UNION ALL SELECT * FROM found_first WHERE area_no NOT IN (SELECT area_no FROM taken);

INSERT INTO explained
SELECT t.area_no, 'LL-05', least(1, sum(t.p * t.drop_kwh) / nullif(any_value(e.excess_kwh), 0))
FROM theft AS t JOIN area_excess AS e USING (area_no) WHERE t.p > 0.5 AND e.excess_kwh > 0 GROUP BY t.area_no;

-- A rise half as large again as the drop may be a second thief; one of four times the drop has another reason.
SELECT 'customer' AS kind, t.area_no, c.customer_no, least(0.97, t.p) * exp(-0.5 * (greatest(0, abs(ln(t.rise_kwh / t.drop_kwh)) - ln($loose_match)) / $match_spread) ** 2) *coalesce((SELECT 0.1 FROM explained AS x WHERE x.area_no = t.area_no AND x.rule = 'LL-04' LIMIT 1), 1) AS p,
    c.customer_name AS "customerName", a.name AS "areaName", t.day AS "from", t.before_kwh AS "beforeKwh", t.after_kwh AS "afterKwh",
    100 * (1 - t.after_kwh / t.before_kwh) AS "dropPct", t.drop_kwh AS "dropKwh", t.rise_kwh AS "riseKwh",
    100 * t.rise_kwh / t.drop_kwh AS "matchPct", t.n2 AS "afterDays"
FROM theft AS t JOIN customer AS c USING (customer_key) JOIN areas AS a ON a.area_no = t.area_no
WHERE t.p >= $min_p AND t.rise_kwh > 0;
