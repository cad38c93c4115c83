/* {
  "class": "composite",
  "name": { "zh": "窃电疑似", "en": "Suspected theft" },
  "version": 1,
  "effectiveFrom": "2000-01-01",
  "channel": "composite",
  "severity": 5,
  "specialty": "consumption-inspection",
  "parameters": { "min_channels": 2, "min_p": 0.05, "min_best": 0.3, "prevalence_limit": 0.05, "p_most": 0.97 },
  "guidance": {
    "zh": "按窃电现场处置：至少两人到场，全程录像，先固定证据再断电检查，通知书当场送达。",
    "en": "Handle as a theft scene: at least two, record throughout, secure evidence before disconnecting, serve the notice on the spot."
  },
  "explanation": {
    "zh": "{channels} 个相互独立的渠道同时指向{customerName}疑似窃电（{rules}）。",
    "en": "{channels} independent channels point to theft at {customerName} ({rules})."
  },
  "composite": true,
  "after": ["LL-05", "Q-01", "Q-02", "Q-04", "Q-06", "M-01", "M-02", "M-03", "M-04", "M-05", "S-01", "X-01"]
} */
-- Two or more independent channels point at the same customer, and at least one of them strongly. Sums up; counts for no channel of its own.
WITH few AS (
    SELECT h.rule FROM hit AS h WHERE h.kind = 'customer' GROUP BY h.rule
    HAVING count(*) <= greatest(100, $prevalence_limit * (SELECT count(*) FROM customer))),
told AS (
    SELECT h.customer_no, h.channel, max(h.p) AS p, string_agg(h.rule, '、' ORDER BY h.rule) AS rules
    FROM hit AS h JOIN few USING (rule)
    WHERE h.rule IN ('LL-05', 'Q-01', 'Q-02', 'Q-04', 'Q-06', 'M-01', 'M-02', 'M-03', 'M-04', 'M-05', 'S-01', 'X-01') AND h.p >= $min_p
    GROUP BY h.customer_no, h.channel)
SELECT 'customer' AS kind, any_value(c.area_no) AS area_no, t.customer_no, least($p_most, 1 - product(1 - t.p)) AS p, any_value(c.customer_name) AS "customerName",
    count(*) AS channels, string_agg(t.rules, '、' ORDER BY t.rules) AS rules
FROM told AS t JOIN customer AS c USING (customer_no)
GROUP BY t.customer_no HAVING count(*) >= $min_channels AND max(t.p) >= $min_best;
