/* {
  "class": "external",
  "name": { "zh": "其他系统或人工发现", "en": "Found by another system or a person" },
  "version": 1,
  "effectiveFrom": "2000-01-01",
  "channel": "other-systems",
  "severity": 3,
  "specialty": "audit",
  "parameters": { "p": 0.33 },
  "guidance": {
    "zh": "按来源描述逐项核实。",
    "en": "Verify what the source describes, point by point."
  },
  "explanation": { "zh": "{source}提出：{content}", "en": "Reported by {source}: {content}" }
} */
-- Found by another system or a person: suspected_issues.csv and the offline list. They are in the pool already; here they corroborate.
WITH delivered AS (
    SELECT source, customer_no, customer_name, content, theme FROM suspected_issues
    UNION ALL SELECT coalesce(source, '线下清单'), customer_no, customer_name, coalesce(content, theme), theme FROM offline_list)
SELECT 'customer' AS kind, any_value(upper(trim(d.theme))) FILTER (regexp_full_match(trim(d.theme), '[A-Za-z]{1,2}-[0-9]{2}')) AS theme, any_value(c.area_no) AS area_no, d.customer_no, $p AS p, any_value(coalesce(d.customer_name, c.customer_name)) AS "customerName",
    string_agg(DISTINCT d.source, '、') AS source, string_agg(DISTINCT d.content, '；') AS content
FROM delivered AS d LEFT JOIN customer AS c USING (customer_no)
GROUP BY d.customer_no;
