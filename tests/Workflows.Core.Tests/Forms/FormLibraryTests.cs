using System.Collections.Immutable;
using Workflows.Core.Checks;
using Workflows.Core.Forms;

namespace Workflows.Core.Tests.Forms;

/// <summary>Groups of fields and code tables belong to the folder, and with it to a version: the judge needs nothing else.</summary>
public sealed class FormLibraryTests
{
    private const string Codes = "{'title':'Problem','options':[{'value':'theft','label':{'zh':'窃电','en':'Theft'}},{'value':'meter','label':'Meter'}]}";
    private const string Group = "{'title':{'zh':'客户','en':'Customer'},'fields':[{'key':'no','kind':'text','label':'No','required':true},{'key':'type','kind':'select','label':'Type','source':'code:problem'}]}";
    private const string Form = "{'title':'f','fields':[{'key':'who','kind':'group','group':'customer','visible':'data.known'},{'key':'known','kind':'checkbox','label':'Known'}]}";

    private static readonly Dictionary<string, string> s_files = new()
    {
        ["forms/f.json"] = Json(Form),
        ["groups/customer.json"] = Json(Group),
        ["codes/problem.json"] = Json(Codes),
    };

    [Fact]
    public void A_group_stands_in_a_form_as_a_section_and_a_code_table_gives_the_options()
    {
        var form = Read(s_files);

        var section = Assert.IsType<SectionField>(form.Find("who"));
        Assert.Equal(("客户", "data.known"), (section.Label.Zh, section.Visible.Expression?.Source));
        Assert.Equal(["no", "type"], section.Fields.Select(f => f.Key));
        Assert.Equal(["theft", "meter"], ((ChoiceField)form.Find("type")!).Options.Select(o => o.Value));
        Assert.False(form.HasSources);
        Assert.Equal("type:option", Given.Codes(Given.Judge(form, "{'known':true,'no':'1','type':'other'}").Problems));
        Assert.Equal("no:required", Given.Codes(Given.Judge(form, "{'known':true,'type':'theft'}").Problems));
        Assert.Empty(Given.Judge(form, "{'known':false}").Problems);
    }

    [Theory]
    [InlineData("groups/customer.json", null, "fields[0].group form.unknown-group")]
    [InlineData("groups/customer.json", "{'title':'g','fields':[{'key':'a','kind':'text','label':'a','visible':'data.outside'}]}", "fields[0].group form.unknown-group")]
    [InlineData("groups/customer.json", "{'title':'g','fields':[{'key':'a','kind':'group','group':'customer'}]}", "fields[0].group form.unknown-group")]
    [InlineData("groups/customer.json", "{'title':'g','fields':[{'key':'known','kind':'text','label':'a'}]}", "fields[1].key form.duplicate-key")]
    [InlineData("codes/problem.json", null, "fields[0].group form.unknown-group")]
    public void A_form_whose_shared_part_cannot_be_used_says_so(string path, string? text, string expected)
    {
        var files = new Dictionary<string, string>(s_files);
        files.Remove(path);
        if (text is not null)
        {
            files[path] = Json(text);
        }

        var reading = FormDefinitionReader.Read("f", 1, files["forms/f.json"], FormLibrary.Of(files));
        Assert.Null(reading.Form);
        Assert.Contains(expected, reading.Faults.Select(f => $"{f.Path} {f.Code}"));
    }

    [Theory]
    [InlineData("codes/c.json", "{'title':'c'}", "options form.missing")]
    [InlineData("codes/c.json", "{'title':'c','options':[]}", "options form.missing")]
    [InlineData("codes/c.json", "{'title':'c','options':[{'value':'a','label':'A'},{'value':'a','label':'B'}]}", "options[1].value form.duplicate-option")]
    [InlineData("codes/c.json", "{'title':'c','option':[]}", "option form.unknown-member")]
    [InlineData("codes/c.json", "[]", " form.json")]
    [InlineData("groups/g.json", "{'title':'g','fields':[{'key':'a','kind':'text','label':'a'}],'rules':[{'assert':'data.a','message':'m'}]}", "rules form.group-rules")]
    [InlineData("groups/g.json", "{'title':'g','fields':[{'key':'a','kind':'select','label':'a','source':'code:nope'}]}", "fields[0].source form.unknown-code-table")]
    public void A_shared_file_is_checked_by_itself(string path, string text, string expected)
    {
        var files = new Dictionary<string, string> { [path] = Json(text) };

        Assert.Contains((path, expected), FormLibrary.Of(files).Faults.Select(f => (f.Path, $"{f.Fault.Path} {f.Fault.Code}")));
        Assert.Contains(DefinitionChecker.Check(files), p => p.Path == path && p.Severity == ProblemSeverity.Error);
    }

    [Fact]
    public void What_a_form_takes_from_its_folder_is_known_through_its_groups() =>
        Assert.Equal(["codes/problem.json", "groups/customer.json"], FormLibrary.PartsOf(s_files, "forms/f.json"));

    private static FormDefinition Read(Dictionary<string, string> files)
    {
        var library = FormLibrary.Of(files);
        Assert.Empty(library.Faults);
        var reading = FormDefinitionReader.Read("f", 1, files["forms/f.json"], library);
        Assert.Equal(ImmutableArray<FormFault>.Empty, reading.Faults.AsEnumerable());
        return reading.Form!;
    }

    private static string Json(string text) => text.Replace('\'', '"');
}
