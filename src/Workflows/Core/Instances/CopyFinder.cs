namespace Workflows.Core.Instances;

/// <summary>Finds what of a text was there before, and takes of several places the one that saves most.</summary>
/// <param name="all">What is known, and the text after it.</param>
/// <param name="known">Places of what is known.</param>
/// <param name="own">Places of the text; filled on the way.</param>
internal ref struct CopyFinder(ReadOnlySpan<byte> all, PlaceIndex known, PlaceIndex own)
{
    /// <summary>How many places of either index are looked at: more of them save little.</summary>
    private const int MostPlaces = 2;

    /// <summary>A copy of this length is good enough to look no further.</summary>
    private const int Long = 32;

    private readonly PlaceIndex _known = known;
    private readonly PlaceIndex _own = own;
    private int _noted;

    public ReadOnlySpan<byte> All { get; } = all;

    /// <summary>The next worthwhile copy.</summary>
    /// <param name="fresh">Where the new bytes begin that no copy has taken: it is looked for from here on.</param>
    /// <param name="end">Where the copy before ended: what follows there is likely to follow here.</param>
    /// <returns>None at the end.</returns>
    public Copy Next(int fresh, int end)
    {
        _noted = fresh; // what was copied stands where it was copied from
        var copy = Best(fresh, fresh, end);
        for (var at = fresh + 1; at <= All.Length - PlaceIndex.Window; at++)
        {
            if (copy.Count >= Long)
            {
                return copy;
            }

            var later = Best(at, fresh, end);
            if (copy.Count > 0 && (later.Count == 0 || later.Saves - (later.To - copy.To) <= copy.Saves))
            {
                return copy;
            }

            copy = later;
        }

        return copy;
    }

    /// <summary>The copy that saves most of those that hold a place.</summary>
    private Copy Best(int at, int fresh, int end)
    {
        if (at > All.Length - PlaceIndex.Window)
        {
            return default;
        }

        NoteUntil(at);
        var piece = PlaceIndex.Piece(All, at);
        var best = Better(default, end + at - fresh, piece, at, fresh, end); // the new bytes stand for as many old ones
        best = Better(best, end, piece, at, fresh, end); // or were put in
        best = Best(best, _own, piece, at, fresh, end);
        return Best(best, _known, piece, at, fresh, end);
    }

    private readonly Copy Best(Copy best, PlaceIndex places, ulong piece, int at, int fresh, int end)
    {
        var from = places.Last(piece);
        for (var looked = 0; from >= 0 && looked < MostPlaces && best.Count < Long; looked++)
        {
            best = Better(best, from, piece, at, fresh, end);
            from = places.Before(from);
        }

        return best;
    }

    private readonly Copy Better(Copy best, int from, ulong piece, int at, int fresh, int end)
    {
        if (from < 0 || from >= at || PlaceIndex.Piece(All, from) != piece)
        {
            return best;
        }

        var (to, count) = (at, All[at..].CommonPrefixLength(All[from..]));
        for (; to > fresh && from > 0 && All[to - 1] == All[from - 1]; to--, from--, count++)
        {
        }

        var copy = new Copy(to, from, count, count - TextDelta.LengthOf(TextDelta.Folded(from - end)));
        return copy.Saves > best.Saves ? copy : best;
    }

    private void NoteUntil(int at)
    {
        for (; _noted < at; _noted++)
        {
            _own.Note(PlaceIndex.Piece(All, _noted), _noted);
        }
    }
}

/// <summary>A piece that was there before.</summary>
/// <param name="To">Where it comes again.</param>
/// <param name="From">Where it was.</param>
/// <param name="Count">Its bytes; 0 = there is none.</param>
/// <param name="Saves">What it saves of them.</param>
internal readonly record struct Copy(int To, int From, int Count, int Saves);
