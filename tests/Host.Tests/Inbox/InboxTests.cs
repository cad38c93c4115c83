using Host.Inbox;
using Workflows.Core;
using Workflows.Core.Instances;
using Workflows.Runtime.Queries;

namespace Host.Tests.Inbox;

public sealed class InboxTests
{
    private static readonly TaskItem A = Item(), B = Item(), C = Item();

    [Theory]
    [InlineData("mine", null, null, "/inbox?view=mine")]
    [InlineData("OVERDUE", " 王 ", 50, "/inbox?view=overdue&q=%E7%8E%8B&from=50")]
    [InlineData("nonsense", "", -3, "/inbox")]
    [InlineData("7", null, null, "/inbox")]
    public void The_address_says_what_is_shown_and_nonsense_is_left_out(string? view, string? search, int? from, string expected) =>
        Assert.Equal(expected, InboxAddress.From(view, search, from, null).Href);

    [Fact]
    public void Another_view_keeps_the_search_and_begins_at_its_first_row()
    {
        var address = new InboxAddress(InboxView.Open, "王", 50, A.TaskId).WithView(InboxView.Done);

        Assert.Equal(new InboxAddress(InboxView.Done, "王"), address);
    }

    [Fact]
    public void Where_there_is_room_the_first_task_opens_by_itself()
    {
        Assert.Equal(A.TaskId, Select(new(), isWide: true, A, B).Shown);
        Assert.Null(Select(new(), isWide: false, A, B).Shown);
    }

    [Fact]
    public void The_open_task_stays_when_it_leaves_the_list_and_the_next_one_takes_its_place()
    {
        var selection = new InboxSelection();
        var address = new InboxAddress(TaskId: B.TaskId);
        selection.Update(address, [A, B, C], isWide: true);

        selection.Update(address, [A, C], isWide: true);

        Assert.Equal(B.TaskId, selection.Shown);
        Assert.Equal(C.TaskId, selection.Next);
    }

    [Fact]
    public void A_task_that_opened_by_itself_stays_too_when_a_more_urgent_one_arrives()
    {
        var selection = Select(new(), isWide: true, B, C);

        selection.Update(new(), [A, B, C], isWide: true);

        Assert.Equal(B.TaskId, selection.Shown);
    }

    [Fact]
    public void After_the_last_row_the_one_before_is_next_and_after_the_only_one_none()
    {
        var selection = new InboxSelection();
        selection.Update(new(TaskId: C.TaskId), [A, B, C], isWide: true);
        Assert.Equal(B.TaskId, selection.Next);

        selection.Update(new(TaskId: C.TaskId), [C], isWide: true);
        Assert.Null(selection.Next);
    }

    [Fact]
    public void Another_view_forgets_what_opened_by_itself()
    {
        var selection = Select(new(), isWide: true, A, B);

        selection.Update(new(InboxView.Overdue), [C], isWide: true);

        Assert.Equal(C.TaskId, selection.Shown);
    }

    private static InboxSelection Select(InboxAddress address, bool isWide, params TaskItem[] items)
    {
        var selection = new InboxSelection();
        selection.Update(address, items, isWide);
        return selection;
    }

    private static TaskItem Item() => new(
        Guid.CreateVersion7(), Guid.CreateVersion7(), "d", LocalizedText.Same("t"), new InstanceHeader(null, null, null, null, null, null), HumanTaskState.Created, null, default, null, 0, null);
}
