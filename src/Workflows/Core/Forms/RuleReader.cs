using System.Collections.Immutable;

namespace Workflows.Core.Forms;

/// <summary>Reads the rules of a field or of the form.</summary>
internal static class RuleReader
{
    public static ImmutableArray<FormRule> Read(MemberReader members, ExpressionScope scope, bool ofForm)
    {
        var rules = ImmutableArray.CreateBuilder<FormRule>();
        foreach (var item in members.Objects("rules"))
        {
            var when = item.Expression("when", scope);
            var assert = item.Expression("assert", scope);
            var message = item.Text("message", required: true);
            var field = ofForm ? item.String("field") : null;
            item.Close();
            if (!item.Has("when") && !item.Has("assert"))
            {
                item.Faults.Error(item.Path, "form.missing", "规则需要“assert”（必须成立）或“when”（不得发生）", "A rule needs \"assert\" (must hold) or \"when\" (must not happen)");
            }
            else if (message is not null && (when ?? assert) is not null)
            {
                rules.Add(new FormRule(when, assert, message, field));
            }
        }

        return rules.ToImmutable();
    }
}
