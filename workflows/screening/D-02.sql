/* {
  "class": "archive",
  "name": { "zh": "未知电能表/跨台区", "en": "Unknown meter or meter of another area" },
  "version": 1,
  "effectiveFrom": "2000-01-01",
  "channel": "metering",
  "severity": 3,
  "specialty": "acquisition",
  "parameters": { "min_days": 1, "p": 0.5, "p_per_day": 0.08, "p_most": 0.75 },
  "guidance": {
    "zh": "到现场核对表号、所属变压器和相位，更正户变关系或补建档案。",
    "en": "Note meter number, transformer and phase on site; correct the mapping or file the meter."
  },
  "explanation": {
    "zh": "采集终端自 {from} 至 {to} 有 {alarmDays} 天在{customerName}处上报{wordZh}（{codes}）。",
    "en": "On {alarmDays} days from {from} to {to} the terminal reported {wordEn} ({codes}) at {customerName}."
  },
  "after": ["LL-04"]
} */
-- The terminal sees a meter that is not on file (3111), or one that belongs to another area (3112).
SELECT 'customer' AS kind, c.area_no, c.customer_no, least($p_most, $p + $p_per_day * (count(DISTINCT a.day) - 1)) AS p,
    c.customer_name AS "customerName", string_agg(DISTINCT a.code, '/') AS codes, count(DISTINCT a.day) AS "alarmDays", min(a.day) AS "from", max(a.day) AS "to",
    CASE WHEN bool_or(a.code = '3112') THEN '跨台区电能表' ELSE '未知电能表' END AS "wordZh", CASE WHEN bool_or(a.code = '3112') THEN 'a meter of another area' ELSE 'an unknown meter' END AS "wordEn"
FROM alarm AS a JOIN customer AS c USING (customer_no)
WHERE a.code IN ('3111', '3112') AND NOT a.has_order AND c.area_no NOT IN (SELECT area_no FROM explained WHERE rule = 'LL-04')
GROUP BY c.area_no, c.customer_no, c.customer_name
HAVING count(DISTINCT a.day) >= $min_days;
