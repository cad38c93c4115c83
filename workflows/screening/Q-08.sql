/* {
  "class": "quantity",
  "name": { "zh": "理论最大电量越限", "en": "Exceeds the physical maximum" },
  "version": 1,
  "effectiveFrom": "2000-01-01",
  "channel": "acquisition",
  "severity": 4,
  "specialty": "consumption-inspection",
  "parameters": { "over": 1.05, "min_days": 2, "unreliable_share": 0.05, "p": 0.65, "p_many": 0.8, "many_days": 7 },
  "guidance": {
    "zh": "核对倍率、容量档案和现场受电设备；倍率错误的更正并退补，私自增容的按规则处理。",
    "en": "Check multiplier, capacity on file and the equipment on site; correct and settle a wrong multiplier, act by the rules on added capacity."
  },
  "explanation": {
    "zh": "{customerName}合同容量 {kva:0} kVA，全天满载最多 {limitKwh:0} kWh，但自 {from} 至 {to} 有 {overDays} 天超过（最高 {mostKwh:0} kWh）。",
    "en": "{customerName} has a contract of {kva:0} kVA, at most {limitKwh:0} kWh in a day, yet used more on {overDays} days from {from} to {to} (up to {mostKwh:0} kWh)."
  }
} */
-- More than 24 hours at the full contracted capacity: multiplier or capacity are wrong. A single day may be a reading that caught up.
WITH over_all AS (
    SELECT r.customer_key, count(*) AS over_days, max(r.kwh) AS most_kwh, min(r.date) AS from_day, max(r.date) AS to_day
    FROM reading AS r JOIN customer AS c USING (customer_key), period
    WHERE c.status = 'active' AND c.contracted_kva > 0 AND r.kwh > 24 * $over * c.contracted_kva AND r.date BETWEEN first_day AND last_day
    GROUP BY r.customer_key),
-- Capacities that are one placeholder for all, or that a good part of a category exceeds, are wrong on file and say nothing of a customer.
filed AS (SELECT count(DISTINCT contracted_kva) >= 3 AS varies FROM customer WHERE category NOT IN ('residential', '') AND contracted_kva > 0),
unreliable AS (
    SELECT c.category FROM customer AS c LEFT JOIN over_all AS o USING (customer_key) WHERE c.contracted_kva > 0
    GROUP BY c.category HAVING count(o.customer_key) > greatest(3, $unreliable_share * count(*))),
over AS (SELECT o.* FROM over_all AS o JOIN customer AS c USING (customer_key), filed WHERE varies AND c.category NOT IN (FROM unreliable))
SELECT 'customer' AS kind, c.area_no, c.customer_no, CASE WHEN o.over_days >= $many_days THEN $p_many ELSE $p END AS p, c.customer_name AS "customerName",
    c.contracted_kva AS kva, 24 * c.contracted_kva AS "limitKwh", o.over_days AS "overDays", o.most_kwh AS "mostKwh", o.from_day AS "from", o.to_day AS "to"
FROM over AS o JOIN customer AS c USING (customer_key) WHERE o.over_days >= $min_days;
