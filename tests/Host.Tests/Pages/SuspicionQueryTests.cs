using Host.Suspicions;
using Workflows.Inspection.Suspicions;

namespace Host.Tests.Pages;

public sealed class SuspicionQueryTests
{
    public static TheoryData<SuspicionQuery> Queries => new(
        SuspicionQuery.Default,
        new SuspicionQuery(null, null, null, null, 1, null),
        new SuspicionQuery(SuspicionState.Dismissed, "LL-05", "4209001", "张 & 三?", 7, Guid.Parse("0193a1b2-0000-7000-8000-000000000001")));

    [Theory]
    [MemberData(nameof(Queries))]
    public void An_address_leads_back_to_the_same_list(SuspicionQuery query) =>
        Assert.Equal(query, SuspicionQuery.Parse("http://host" + query.ToUri()));

    [Fact]
    public void The_plain_address_is_the_first_page_of_the_pool()
    {
        Assert.Equal("/suspicions", SuspicionQuery.Default.ToUri());
        Assert.Equal(SuspicionQuery.Default, SuspicionQuery.Parse("http://host/suspicions"));
    }

    [Theory]
    [InlineData("?page=0")]
    [InlineData("?page=-3")]
    [InlineData("?page=99999999999")]
    [InlineData("?state=nonsense")]
    [InlineData("?open=nonsense")]
    [InlineData("?theme=%20")]
    public void What_cannot_be_read_is_as_if_it_were_not_there(string query) =>
        Assert.Equal(SuspicionQuery.Default, SuspicionQuery.Parse("http://host/suspicions" + query));

    [Fact]
    public void The_third_page_leaves_out_two_pages()
    {
        var filter = (SuspicionQuery.Default with { Page = 3 }).ToFilter();

        Assert.Equal((100, 50), (filter.Skip, filter.Take));
    }
}
