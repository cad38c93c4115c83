using System.Globalization;
using System.Runtime.InteropServices;

namespace Host.Startup;

/// <summary>
/// The pages of program files that lie in memory: 100 MB after an import, a third of them the readings database's. They are copies of what is on disk and in
/// the machine's cache; an idle host that lets go of them gets back the few that it needs, one page fault each.
/// </summary>
public static partial class CodePages
{
    private const string OwnMappings = "/proc/self/smaps";
    private const int NotNeeded = 4; // MADV_DONTNEED

    /// <summary>Lets go of them. Does nothing on a system other than Linux.</summary>
    public static void LetGo()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        foreach (var (start, length) in Unwritten(File.ReadLines(OwnMappings)).ToList())
        {
            _ = Advise(start, length, NotNeeded); // advice: what the system does with it is its business
        }
    }

    /// <summary>
    /// The mappings of files that nothing can write and nothing has written: the loader writes addresses into some before it protects them, and the runtime
    /// patches its own code (<c>libcoreclr</c>) when it is told to do without W^X; their pages are no copies any more.
    /// </summary>
    /// <param name="smaps">Lines as Linux writes them (<c>man 5 proc</c>): a mapping with address, rights, offset, device, inode and path, then its figures.</param>
    /// <returns>Address and length in bytes.</returns>
    public static IEnumerable<(nint Start, nuint Length)> Unwritten(IEnumerable<string> smaps)
    {
        (nint, nuint)? mapping = null;
        foreach (var line in smaps)
        {
            var parts = line.Split(' ', 6, StringSplitOptions.RemoveEmptyEntries);
            if (parts[0].Split('-') is [var from, var to])
            {
                var start = nint.Parse(from, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
                var end = nint.Parse(to, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
                var isProgram = parts is [_, "r--p" or "r-xp", _, _, _, ['/', ..] path] && !path.EndsWith("/libcoreclr.so", StringComparison.Ordinal);
                mapping = isProgram ? (start, (nuint)(end - start)) : null;
            }
            else if (mapping is { } candidate && parts is ["Anonymous:", "0", ..])
            {
                yield return candidate;
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(nint address, nuint length, int advice);
}
