using Designer.Editing.Forms;
using Workflows.Core;

namespace Designer.Editing.Tests.Forms;

/// <summary>All words of a form, found to be translated.</summary>
public sealed class FormWordTests
{
    private static readonly FormDocument Form = FormDocument.Read("""
        { "title": { "zh": "用车单", "en": "Car" }, "fields": [
          { "key": "s", "kind": "section", "label": "去程", "fields": [ { "key": "km", "kind": "number", "label": { "zh": "里程" }, "help": "单程", "width": 6 } ] },
          { "key": "why", "kind": "radio", "label": { "zh": "事由", "en": "Why" }, "options": [ { "value": "a", "label": "核查" }, { "value": "b", "label": { "zh": "会议", "en": "Meeting" } } ] } ] }
        """);

    [Fact]
    public void Everything_that_people_read_is_there_once_and_nothing_else()
    {
        Assert.Equal(["用车单", "去程", "里程", "单程", "事由", "核查", "会议"], FormWord.Of(Form).Select(w => w.Text.Zh));
        Assert.Equal(["去程", "里程", "单程", "核查"], FormWord.Of(Form).Where(w => w.IsUntranslated).Select(w => w.Text.Zh));
    }

    [Fact]
    public void Each_is_translated_where_it_stands()
    {
        var form = Form;
        foreach (var word in FormWord.Of(Form))
        {
            form = form.With([word.With(form, new LocalizedText(word.Text.Zh, $"en:{word.Text.Zh}"))]).After!;
        }

        Assert.Equal(FormWord.Of(Form).Select(w => (w.Field, $"en:{w.Text.Zh}")), FormWord.Of(form).Select(w => (w.Field, w.Text.En)));
        Assert.Equal("b", form.Find(new FieldName("why"))!.Json["options"]![1]!["value"]!.GetValue<string>());
    }
}
