/* {
  "class": "quantity",
  "name": { "zh": "开盖/磁场异常", "en": "Cover opened or magnetic field" },
  "version": 1,
  "effectiveFrom": "2000-01-01",
  "channel": "metering",
  "severity": 4,
  "specialty": "consumption-inspection",
  "parameters": { "min_days": 1, "p": 0.5, "p_per_day": 0.1, "p_most": 0.8 },
  "guidance": {
    "zh": "查封印和表盖，确认有无改动；核对当日有无作业工单。",
    "en": "Look at seals and cover for tampering; check for a work order of that day."
  },
  "explanation": {
    "zh": "{customerName}的电能表自 {from} 至 {to} 有 {alarmDays} 天上报开盖或磁场异常告警（{codes}）。",
    "en": "The meter of {customerName} raised cover-open or magnetic-field alarms ({codes}) on {alarmDays} days from {from} to {to}."
  }
} */
-- The meter's cover was opened or a magnetic field was near, and no work order says why.
SELECT 'customer' AS kind, c.area_no, c.customer_no, least($p_most, $p + $p_per_day * (count(DISTINCT a.day) - 1)) AS p,
    c.customer_name AS "customerName", string_agg(DISTINCT a.code, '/') AS codes, count(DISTINCT a.day) AS "alarmDays", min(a.day) AS "from", max(a.day) AS "to",
    string_agg(DISTINCT a.detail, '; ') AS detail
FROM alarm AS a JOIN customer AS c USING (customer_no)
WHERE a.code IN ('00109', '0010E') AND NOT a.is_mass AND NOT a.has_order
GROUP BY c.area_no, c.customer_no, c.customer_name
HAVING count(DISTINCT a.day) >= $min_days;
