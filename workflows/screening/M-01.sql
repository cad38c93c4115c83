/* {
  "class": "quantity",
  "name": { "zh": "失压/断相", "en": "Voltage loss" },
  "version": 1,
  "effectiveFrom": "2000-01-01",
  "channel": "metering",
  "severity": 4,
  "specialty": "metering",
  "parameters": { "min_days": 1, "p": 0.5, "p_per_day": 0.1, "p_most": 0.8 },
  "guidance": {
    "zh": "检查电压回路接线和熔丝，拍摄三相电压显示。",
    "en": "Check the voltage circuit and fuses; photograph the three phase voltages."
  },
  "explanation": {
    "zh": "{customerName}的电能表自 {from} 至 {to} 有 {alarmDays} 天上报失压、断相告警（{codes}）。",
    "en": "The meter of {customerName} raised lost-voltage alarms ({codes}) on {alarmDays} days from {from} to {to}."
  }
} */
-- Lost voltage or a lost phase at one customer. Many of the same area on the same day are a power cut.
SELECT 'customer' AS kind, c.area_no, c.customer_no, least($p_most, $p + $p_per_day * (count(DISTINCT a.day) - 1)) AS p,
    c.customer_name AS "customerName", string_agg(DISTINCT a.code, '/') AS codes, count(DISTINCT a.day) AS "alarmDays", min(a.day) AS "from", max(a.day) AS "to",
    string_agg(DISTINCT a.detail, '; ') AS detail
FROM alarm AS a JOIN customer AS c USING (customer_no)
WHERE a.code IN ('00100') AND NOT a.is_mass 
GROUP BY c.area_no, c.customer_no, c.customer_name
HAVING count(DISTINCT a.day) >= $min_days;
