using Host.Startup;

namespace Host.Tests.Startup;

public sealed class CodePagesTests
{
    [Fact]
    public void Takes_the_mappings_of_files_that_nothing_has_written()
    {
        var mappings = CodePages.Unwritten(
        [
            "7f0000000000-7f0000003000 r-xp 00000000 08:01 42                         /opt/product/libduckdb.so",
            "Rss:                  12 kB",
            "Anonymous:             0 kB",
            "7f0000003000-7f0000004000 r--p 00003000 08:01 42                         /opt/product/libduckdb.so",
            "Anonymous:             4 kB", // addresses that the loader wrote
            "7f0000004000-7f0000005000 rw-p 00004000 08:01 42                         /opt/product/libduckdb.so",
            "Anonymous:             0 kB",
            "7f0000005000-7f0000006000 r--p 00000000 08:01 43                         /opt/with space/Host.dll",
            "Anonymous:             0 kB",
            "7f0000006000-7f0000007000 r-xp 00000000 08:01 44                         /usr/lib/libcoreclr.so",
            "Anonymous:             0 kB", // patched by the runtime itself
            "7f0000007000-7f0000008000 r-xp 00000000 00:00 0                          [vdso]",
            "Anonymous:             0 kB",
            "7f0000008000-7f0000009000 r--p 00000000 00:00 0 ",
            "Anonymous:             0 kB",
        ]);

        Assert.Equal([(0x7f0000000000L, 0x3000UL), (0x7f0000005000L, 0x1000UL)], mappings.Select(m => ((long)m.Start, (ulong)m.Length)));
    }

    [Fact]
    public void The_program_runs_on_without_them()
    {
        var before = Environment.WorkingSet;

        CodePages.LetGo();

        Assert.True(Environment.WorkingSet < before || !OperatingSystem.IsLinux());
    }
}
