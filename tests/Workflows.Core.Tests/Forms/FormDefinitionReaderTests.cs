using Workflows.Core.Forms;

namespace Workflows.Core.Tests.Forms;

/// <summary>What the reader says of forms that cannot be used: everything at once, each with its place.</summary>
public sealed class FormDefinitionReaderTests
{
    private const string A = "{'key':'a','kind':'text'}";

    [Theory]
    [InlineData("{'key':'a','kind':'texxt'}", "fields[0].kind form.unknown-kind")]
    [InlineData("{'kind':'text','label':'x'}", "fields[0].key form.missing")]
    [InlineData("{'key':'1a','kind':'text'}", "fields[0].key form.key")]
    [InlineData("{'key':'constructor','kind':'text'}", "fields[0].key form.key")]
    [InlineData("{'key':'a','kind':'text','requierd':true}", "fields[0].requierd form.unknown-member")]
    [InlineData("{'key':'a','kind':'text','min':1}", "fields[0].min form.unknown-member")]
    [InlineData(A + "," + A, "fields[1].key form.duplicate-key")]
    [InlineData(A + ",{'key':'s','kind':'section','fields':[" + A + "]}", "fields[1].fields[0].key form.duplicate-key")]
    [InlineData("{'key':'t','kind':'table','columns':[" + A + "," + A + "]}", "fields[0].columns[1].key form.duplicate-key")]
    [InlineData("{'key':'t','kind':'table','columns':[{'key':'u','kind':'table','columns':[" + A + "]}]}", "fields[0].columns[0].kind form.column-kind")]
    [InlineData("{'key':'t','kind':'table','columns':[{'key':'u','kind':'text','readOnly':true}]}", "fields[0].columns[0].readOnly form.read-only-column")]
    [InlineData("{'key':'t','kind':'table'}", "fields[0].columns form.missing")]
    [InlineData("{'key':'s','kind':'section','fields':[]}", "fields[0].fields form.missing")]
    [InlineData("{'key':'a','kind':'text','required':'data.b'}", "fields[0].required form.unknown-field")]
    [InlineData(A + ",{'key':'n','kind':'context','value':'data.a'},{'key':'c','kind':'text','visible':'data.n'}", "fields[2].visible form.unknown-field")]
    [InlineData("{'key':'a','kind':'text','rules':[{'assert':'value && b','message':'m'}]}", "fields[0].rules[0].assert form.expression")]
    [InlineData("{'key':'a','kind':'text','rules':[{'message':'m'}]}", "fields[0].rules[0] form.missing")]
    [InlineData("{'key':'a','kind':'text','required':'value'}", "fields[0].required form.expression")]
    [InlineData("{'key':'a','kind':'text','required':'row.x'}", "fields[0].required form.expression")]
    [InlineData("{'key':'t','kind':'table','columns':[{'key':'u','kind':'text','required':'row.x'}]}", "fields[0].columns[0].required form.unknown-field")]
    [InlineData("{'key':'a','kind':'text','defaultFrom':'data.a'}", "fields[0].defaultFrom form.expression")]
    [InlineData("{'key':'a','kind':'text','required':'1 +'}", "fields[0].required form.expression")]
    [InlineData("{'key':'a','kind':'text','required':'1); (2'}", "fields[0].required form.expression")]
    [InlineData("{'key':'a','kind':'text','required':'context.x = 1'}", "fields[0].required form.expression")]
    [InlineData("{'key':'a','kind':'text','required':'delete context.x'}", "fields[0].required form.expression")]
    [InlineData("{'key':'a','kind':'text','required':'[].constructor'}", "fields[0].required form.expression")]
    [InlineData("{'key':'a','kind':'text','required':'this.x'}", "fields[0].required form.expression")]
    [InlineData("{'key':'a','kind':'text','required':'globalThis'}", "fields[0].required form.expression")]
    [InlineData("{'key':'a','kind':'text','required':'(data => 1)(2)'}", "fields[0].required form.expression")]
    [InlineData("{'key':'a','kind':'number','compute':'data.b'},{'key':'b','kind':'number','compute':'data.a'}", "fields[0] form.cycle")]
    [InlineData("{'key':'a','kind':'number','compute':'data.a + 1'}", "fields[0] form.cycle")]
    [InlineData("{'key':'a','kind':'text','visible':'data.a'}", "fields[0] form.cycle")]
    [InlineData("{'key':'s','kind':'section','visible':'data.a','fields':[" + A + "]}", "fields[0] form.cycle")]
    [InlineData("{'key':'a','kind':'number','compute':'Object.keys(data).length'}", "fields[0].compute form.cycle")]
    [InlineData("{'key':'t','kind':'table','columns':[{'key':'u','kind':'number','compute':'row.v'},{'key':'v','kind':'number','compute':'row.u'}]}", "fields[0].columns[0] form.cycle")]
    [InlineData("{'key':'t','kind':'table','columns':[{'key':'u','kind':'number','compute':'data.t.length'}]}", "fields[0] form.cycle")]
    [InlineData("{'key':'a','kind':'select'}", "fields[0].options form.missing")]
    [InlineData("{'key':'a','kind':'select','options':[]}", "fields[0].options form.missing")]
    [InlineData("{'key':'a','kind':'radio','options':[{'value':'x','label':'X'},{'value':'x','label':'Y'}]}", "fields[0].options[1].value form.duplicate-option")]
    [InlineData("{'key':'a','kind':'select','source':'people'}", "fields[0].source form.unknown-source")]
    [InlineData("{'key':'a','kind':'select','source':'stations-of'}", "fields[0].source form.source-argument")]
    [InlineData("{'key':'a','kind':'select','source':'units:1'}", "fields[0].source form.source-argument")]
    [InlineData("{'key':'a','kind':'select','source':'stations-of:data.b'}", "fields[0].source form.unknown-field")]
    [InlineData("{'key':'a','kind':'number','min':2,'max':1}", "fields[0].min form.member")]
    [InlineData("{'key':'a','kind':'number','step':0}", "fields[0].step form.member")]
    [InlineData("{'key':'a','kind':'number','default':'1'}", "fields[0].default form.default")]
    [InlineData("{'key':'a','kind':'number','default':1,'defaultFrom':'2'}", "fields[0].defaultFrom form.member")]
    [InlineData("{'key':'a','kind':'text','pattern':'('}", "fields[0].pattern form.pattern")]
    [InlineData("{'key':'a','kind':'text','pattern':'(?=x)'}", "fields[0].pattern form.pattern")]
    [InlineData("{'key':'a','kind':'date','min':'yesterday'}", "fields[0].min form.member")]
    [InlineData("{'key':'a','kind':'photo','compute':'[]'}", "fields[0].compute form.member")]
    [InlineData("{'key':'a','kind':'text','width':13}", "fields[0].width form.member")]
    [InlineData("{'key':'a','kind':'text','help':{'zh':'x'}}", "fields[0].help form.member")]
    [InlineData("'a'", "fields[0] form.member")]
    public void A_fault_is_told_with_its_place(string fields, string expected)
    {
        var reading = Given.Read(fields);

        Assert.Null(reading.Form);
        Assert.Contains(expected, reading.Faults.Select(fault => $"{fault.Path} {fault.Code}"));
        Assert.All(reading.Faults, fault => Assert.True(fault.Message.Zh.Length > 0 && fault.Message.En.Length > 0));
    }

    [Theory]
    [InlineData("{'assert':'data.b','message':'m'}", "rules[0].assert form.unknown-field")]
    [InlineData("{'assert':'data.a','message':'m','field':'b'}", "rules[0].field form.unknown-field")]
    [InlineData("{'assert':'data.a'}", "rules[0].message form.missing")]
    public void A_faulty_rule_is_told_with_its_place(string rules, string expected) =>
        Assert.Contains(expected, Given.Read(A, rules).Faults.Select(fault => $"{fault.Path} {fault.Code}"));

    [Theory]
    [InlineData("", "form.json")]
    [InlineData("[]", "form.json")]
    [InlineData("{ \"title\": ", "form.json")]
    [InlineData("{ \"title\": \"x\", \"title\": \"y\", \"fields\": [] }", "form.json")]
    [InlineData("{}", "form.missing")]
    public void A_file_that_is_no_form_is_told(string json, string code)
    {
        var reading = FormDefinitionReader.Read("f", 1, json);

        Assert.Null(reading.Form);
        Assert.Contains(reading.Faults, fault => fault.Code == code && fault.IsError);
    }

    [Fact]
    public void Everything_is_told_at_once()
    {
        var reading = Given.Read("{'key':'a','kind':'text','required':'1 +','width':99},{'key':'a','kind':'number','max':'x'},{'key':'b','kind':'nope'}");

        Assert.Equal(
            ["fields[0].width form.member", "fields[0].required form.expression", "fields[1].max form.member", "fields[2].kind form.unknown-kind", "fields[1].key form.duplicate-key"],
            reading.Faults.Select(fault => $"{fault.Path} {fault.Code}"));
    }

    [Fact]
    public void A_circle_is_shown()
    {
        var reading = Given.Read("{'key':'a','kind':'number','compute':'data.b'},{'key':'b','kind':'number','compute':'data.c'},{'key':'c','kind':'number','compute':'data.a'}");

        Assert.Contains("a → b → c → a", Assert.Single(reading.Faults).Message.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void What_an_expression_reads_is_found_in_its_text()
    {
        var form = Given.Form("""
            {'key':'a','kind':'number'},{'key':'b','kind':'number'},
            {'key':'x','kind':'text','required':'[1].map(data2 => data.a + data2).length > (data[\u0027b\u0027] ?? 0) && ({ c: 1 }).c'},
            {'key':'y','kind':'text','required':'(({ a }) => a)(data)'},
            {'key':'t','kind':'table','columns':[{'key':'u','kind':'number'},{'key':'v','kind':'number','compute':'row?.u * data?.a'},{'key':'w','kind':'text','required':'rowIndex > 0'}]}
            """);

        var required = form.Find("x")!.Required.Expression!;
        Assert.Equal(["a", "b"], required.Reads.AsEnumerable());
        Assert.False(required.ReadsEverything);
        Assert.True(form.Find("y")!.Required.Expression!.ReadsEverything);
        var compute = ((TableField)form.Find("t")!).Column("v")!.Compute!;
        Assert.Equal(["a"], compute.Reads.AsEnumerable());
        Assert.Equal(["u"], compute.RowReads.AsEnumerable());
        Assert.False(compute.ReadsWholeRow);
        Assert.True(((TableField)form.Find("t")!).Column("w")!.Required.Expression!.ReadsWholeRow);
    }

    [Fact]
    public void Local_names_may_be_assigned_and_comments_stand_anywhere()
    {
        var form = Given.Form("{'key':'a','kind':'number','compute':'(() => { let n = 0; for (const i of [1, 2, 3]) { n += i; } return n; })() // six'}");

        Assert.Equal("""{"a":6}""", Given.State(form).Data().ToJsonString());
    }
}
