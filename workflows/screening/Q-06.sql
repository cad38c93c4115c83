/* {
  "class": "quantity",
  "name": { "zh": "暂停（销户）期间用电", "en": "Use while suspended or closed" },
  "version": 1,
  "effectiveFrom": "2000-01-01",
  "channel": "acquisition",
  "severity": 4,
  "specialty": "consumption-inspection",
  "parameters": { "days": 30, "zero_kwh": 0.3, "min_used_days": 3, "sure_days": 7 },
  "guidance": {
    "zh": "现场核实是否已恢复用电，查封停手续和封印；属实的补办手续并追补电费。",
    "en": "See whether supply was restored, check the suspension papers and seals; if so, complete the papers and bill the energy."
  },
  "explanation": {
    "zh": "{customerName}系统状态为{statusZh}，但最近 {days} 天里有 {usedDays} 天用电，共 {usedKwh:0.0} kWh。",
    "en": "{customerName} is {statusEn} in the archive, yet used energy on {usedDays} of the last {days} days, {usedKwh:0.0} kWh in all."
  }
} */
-- Use while suspended or closed, in the last days of the readings.
WITH used AS (
    SELECT r.customer_key, count(*) FILTER (r.kwh > $zero_kwh) AS used_days, sum(r.kwh) AS used_kwh, count(*) AS days, min(r.date) FILTER (r.kwh > $zero_kwh) AS from_day, max(r.date) FILTER (r.kwh > $zero_kwh) AS to_day
    FROM reading AS r JOIN customer AS c USING (customer_key), period
    WHERE c.status IN ('suspended', 'closed') AND r.kwh IS NOT NULL AND r.date > last_day - CAST($days AS INTEGER) AND r.date <= last_day
    GROUP BY r.customer_key)
SELECT 'customer' AS kind, c.area_no, c.customer_no, CASE WHEN u.used_days >= $sure_days THEN 0.92 ELSE 0.7 END AS p,
    c.customer_name AS "customerName", CASE c.status WHEN 'closed' THEN '销户' ELSE '暂停' END AS "statusZh", c.status AS "statusEn", u.used_days AS "usedDays", u.used_kwh AS "usedKwh", u.days, u.from_day AS "from", u.to_day AS "to"
FROM used AS u JOIN customer AS c USING (customer_key)
WHERE u.used_days >= $min_used_days;
