/* {
  "class": "quantity",
  "name": { "zh": "时钟超差", "en": "Clock error" },
  "version": 1,
  "effectiveFrom": "2000-01-01",
  "channel": "metering",
  "severity": 2,
  "specialty": "metering",
  "parameters": { "min_days": 1, "min_minutes": 5, "p": 0.45, "p_per_day": 0.08, "p_most": 0.75 },
  "guidance": {
    "zh": "现场对时并复核分时电量；影响同期线损的，核对冻结时刻。",
    "en": "Set the clock and check the tariff registers; where the same-period loss suffers, check the instant of the freeze."
  },
  "explanation": {
    "zh": "{customerName}的电能表自 {from} 至 {to} 有 {alarmDays} 天上报时钟超差（{codes}），影响分时电费和同期线损。",
    "en": "The clock of {customerName}'s meter was reported wrong ({codes}) on {alarmDays} days from {from} to {to}; time-of-use charges and the same-period loss suffer."
  }
} */
-- The meter's clock is off (00108). Many of an area on one day are the terminal's clock (00124), which is not the customer's.
SELECT 'customer' AS kind, c.area_no, c.customer_no, least($p_most, $p + $p_per_day * (count(DISTINCT a.day) - 1)) AS p,
    c.customer_name AS "customerName", string_agg(DISTINCT a.code, '/') AS codes, count(DISTINCT a.day) AS "alarmDays", min(a.day) AS "from", max(a.day) AS "to",
    string_agg(DISTINCT a.detail, '; ') AS detail
FROM alarm AS a JOIN customer AS c USING (customer_no)
WHERE a.code = '00108' AND NOT a.is_mass AND NOT a.has_order AND coalesce(TRY_CAST(regexp_extract(a.detail, '([0-9]+[.]?[0-9]*) *(分|min)', 1) AS DOUBLE), $min_minutes + 1) > $min_minutes
GROUP BY c.area_no, c.customer_no, c.customer_name
HAVING count(DISTINCT a.day) >= $min_days;
