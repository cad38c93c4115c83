/* {
  "class": "quantity",
  "name": { "zh": "停走/飞走/示值不平", "en": "Stopped, runaway or unbalanced register" },
  "version": 1,
  "effectiveFrom": "2000-01-01",
  "channel": "metering",
  "severity": 4,
  "specialty": "metering",
  "parameters": { "min_days": 1, "p": 0.55, "p_per_day": 0.1, "p_most": 0.8 },
  "guidance": {
    "zh": "现场校验电能表，记录各费率示值。",
    "en": "Test the meter on site; note all tariff registers."
  },
  "explanation": {
    "zh": "{customerName}的电能表自 {from} 至 {to} 有 {alarmDays} 天上报停走、飞走或示值不平告警（{codes}）。",
    "en": "The meter of {customerName} raised stopped, runaway or register-sum alarms ({codes}) on {alarmDays} days from {from} to {to}."
  }
} */
-- The meter stopped, ran away, or its tariffs do not add up.
SELECT 'customer' AS kind, c.area_no, c.customer_no, least($p_most, $p + $p_per_day * (count(DISTINCT a.day) - 1)) AS p,
    c.customer_name AS "customerName", string_agg(DISTINCT a.code, '/') AS codes, count(DISTINCT a.day) AS "alarmDays", min(a.day) AS "from", max(a.day) AS "to",
    string_agg(DISTINCT a.detail, '; ') AS detail
FROM alarm AS a JOIN customer AS c USING (customer_no)
WHERE a.code IN ('00103', '00104', '00107', 'ERC28', 'ERC29', 'ERC30') AND NOT a.is_mass 
GROUP BY c.area_no, c.customer_no, c.customer_name
HAVING count(DISTINCT a.day) >= $min_days;
