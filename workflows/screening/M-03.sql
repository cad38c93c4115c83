/* {
  "class": "quantity",
  "name": { "zh": "倒走/反向电量", "en": "Reverse energy" },
  "version": 1,
  "effectiveFrom": "2000-01-01",
  "channel": "metering",
  "severity": 3,
  "specialty": "metering",
  "parameters": { "min_days": 1, "min_kwh": 1, "p": 0.5, "p_per_day": 0.1, "p_most": 0.8 },
  "guidance": {
    "zh": "核对进出线和互感器极性；确认有无未备案的光伏。",
    "en": "Check the polarity of lines and CTs; look for generation that is not on file."
  },
  "explanation": {
    "zh": "{customerName}的电能表自 {from} 至 {to} 有 {alarmDays} 天上报反向有功或倒走告警（{codes}）。",
    "en": "The meter of {customerName} raised reverse-energy alarms ({codes}) on {alarmDays} days from {from} to {to}."
  }
} */
-- Reverse energy at a customer without generation. A detail that names a smaller energy than the limit does not count.
SELECT 'customer' AS kind, c.area_no, c.customer_no, least($p_most, $p + $p_per_day * (count(DISTINCT a.day) - 1)) AS p,
    c.customer_name AS "customerName", string_agg(DISTINCT a.code, '/') AS codes, count(DISTINCT a.day) AS "alarmDays", min(a.day) AS "from", max(a.day) AS "to",
    string_agg(DISTINCT a.detail, '; ') AS detail
FROM alarm AS a JOIN customer AS c USING (customer_no)
WHERE a.code IN ('00105', '00106') AND NOT a.is_mass AND coalesce(c.pv_kwp, 0) = 0 AND coalesce(TRY_CAST(regexp_extract(a.detail, '([0-9]+[.]?[0-9]*) *[kK][wW]', 1) AS DOUBLE), $min_kwh + 1) > $min_kwh
GROUP BY c.area_no, c.customer_no, c.customer_name
HAVING count(DISTINCT a.day) >= $min_days;
