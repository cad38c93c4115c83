using Host.Startup;

namespace Host.Tests.Startup;

public sealed class IdleMemoryTests
{
    [Fact]
    public void Collects_once_when_the_work_is_over()
    {
        using var idle = new IdleMemory(TimeProvider.System);
        var allocated = 0L;

        Assert.False(Allocate(IdleMemory.WorthwhileBytes)); // starting
        Assert.False(Allocate(IdleMemory.IdleBytes + 1)); // still busy
        Assert.True(Allocate(0));
        Assert.False(Allocate(0));
        Assert.False(Allocate(IdleMemory.IdleBytes)); // what the pumps leave is not worth a collection
        Assert.False(Allocate(IdleMemory.WorthwhileBytes)); // work again
        Assert.True(Allocate(0));

        bool Allocate(long bytes) => idle.IsWorthCollecting(allocated += bytes);
    }
}
