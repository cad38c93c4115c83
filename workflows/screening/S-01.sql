/* {
  "class": "service",
  "name": { "zh": "95598 举报", "en": "Report to the hotline" },
  "version": 1,
  "effectiveFrom": "2000-01-01",
  "channel": "complaints",
  "severity": 4,
  "specialty": "consumption-inspection",
  "parameters": { "p": 0.35 },
  "guidance": {
    "zh": "保护举报人信息；按举报内容核查接线与表计。",
    "en": "Protect the informant; check wiring and meter for what was reported."
  },
  "explanation": {
    "zh": "95598 在 {to} 前收到关于{customerName}的举报 {calls} 次：{text}。",
    "en": "The hotline received {calls} report(s) about {customerName} up to {to}: {text}."
  }
} */
-- Somebody reports theft or tampering to the hotline.
SELECT 'customer' AS kind, c.area_no, c.customer_no, $p AS p, c.customer_name AS "customerName", count(*) AS calls, CAST(max(s."at") AS DATE) AS "to", arg_max(s.text, s."at") AS text
FROM complaints AS s JOIN customer AS c USING (customer_no)
WHERE regexp_matches(s.text, '窃电|偷电|偷用|私接|私拉|私自接|绕越|举报|(?i)theft|steal|tamper|bypass')
GROUP BY c.area_no, c.customer_no, c.customer_name;
