using Designer.Editing.Outlines;

namespace Designer.Editing.Layout;

/// <summary>
/// Places steps in layers from left to right: every way that does not lead back goes at least one layer on. The classic
/// recipe: break cycles, longest path, order by the middle of the neighbours, straighten.
/// </summary>
internal static class LayeredLayout
{
    private const double LayerGap = 88;
    private const double NodeGap = 36;
    private const int Sweeps = 8;

    public static Dictionary<string, DiagramBox> Place(DiagramOutline outline, IReadOnlyDictionary<string, (double Width, double Height)> sizes)
    {
        var forward = Forward(outline);
        var layers = Layers(outline, forward);
        Order(layers, forward);
        var middles = Straighten(layers, forward, sizes);
        var boxes = new Dictionary<string, DiagramBox>();
        var x = 0.0;
        foreach (var layer in layers)
        {
            var width = layer.Max(id => sizes[id].Width);
            foreach (var id in layer)
            {
                var (w, h) = sizes[id];
                boxes.Add(id, new DiagramBox(x + ((width - w) / 2), middles[id] - (h / 2), w, h));
            }

            x += width + LayerGap;
        }

        return boxes;
    }

    /// <summary>The ways without those that lead back to a step still being walked through: what is left has no cycle.</summary>
    private static List<(string From, string To)> Forward(DiagramOutline outline)
    {
        var ways = outline.Edges.ToLookup(e => e.Source, e => e.Target);
        var state = new Dictionary<string, bool>();
        var kept = new List<(string, string)>();
        foreach (var node in outline.Nodes)
        {
            Walk(node.Id);
        }

        return kept;

        void Walk(string id)
        {
            if (!state.TryAdd(id, true))
            {
                return;
            }

            foreach (var target in ways[id].Distinct())
            {
                if (state.TryGetValue(target, out var open) && open)
                {
                    continue;
                }

                kept.Add((id, target));
                Walk(target);
            }

            state[id] = false;
        }
    }

    private static List<List<string>> Layers(DiagramOutline outline, List<(string From, string To)> forward)
    {
        var depth = outline.Nodes.ToDictionary(n => n.Id, _ => 0);
        for (var round = 0; round < outline.Nodes.Length; round++)
        {
            var moved = false;
            foreach (var (from, to) in forward)
            {
                if (depth[to] <= depth[from])
                {
                    depth[to] = depth[from] + 1;
                    moved = true;
                }
            }

            if (!moved)
            {
                break;
            }
        }

        return outline.Nodes.GroupBy(n => depth[n.Id]).OrderBy(g => g.Key).Select(g => g.Select(n => n.Id).ToList()).ToList();
    }

    private static void Order(List<List<string>> layers, List<(string From, string To)> forward)
    {
        var rank = new Dictionary<string, double>();
        Renumber();
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            var down = sweep % 2 == 0;
            foreach (var layer in down ? layers : Enumerable.Reverse(layers))
            {
                var wanted = layer.ToDictionary(id => id, id => Middle(id, down) ?? rank[id]);
                layer.Sort((a, b) => wanted[a].CompareTo(wanted[b]) is var c and not 0 ? c : rank[a].CompareTo(rank[b]));
                Renumber();
            }
        }

        void Renumber()
        {
            foreach (var layer in layers)
            {
                for (var i = 0; i < layer.Count; i++)
                {
                    rank[layer[i]] = i - ((layer.Count - 1) / 2.0);
                }
            }
        }

        double? Middle(string id, bool down)
        {
            var near = forward.Where(e => (down ? e.To : e.From) == id).Select(e => rank[down ? e.From : e.To]).ToList();
            return near.Count == 0 ? null : near.Average();
        }
    }

    private static Dictionary<string, double> Straighten(List<List<string>> layers, List<(string From, string To)> forward, IReadOnlyDictionary<string, (double Width, double Height)> sizes)
    {
        // A step with many ways pulls more than one with a single way: the main line gets straight and endings step aside.
        var weight = sizes.Keys.ToDictionary(id => id, id => Math.Pow(1 + forward.Count(e => e.From == id || e.To == id), 2));
        var middle = new Dictionary<string, double>();
        foreach (var layer in layers)
        {
            Stack(layer, layer.ToDictionary(id => id, _ => 0.0));
        }

        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            var down = sweep % 2 == 0;
            foreach (var layer in down ? layers : Enumerable.Reverse(layers))
            {
                Stack(layer, layer.ToDictionary(id => id, id => Wanted(id, down)));
            }
        }

        return middle;

        double Wanted(string id, bool down)
        {
            var near = forward.Where(e => (down ? e.To : e.From) == id).Select(e => down ? e.From : e.To).ToList();
            return near.Count == 0 ? middle[id] : near.Sum(n => weight[n] * middle[n]) / near.Sum(n => weight[n]);
        }

        void Stack(List<string> layer, Dictionary<string, double> wanted)
        {
            var edge = double.NegativeInfinity;
            foreach (var id in layer)
            {
                var half = sizes[id].Height / 2;
                middle[id] = Math.Max(wanted[id], edge + half);
                edge = middle[id] + half + NodeGap;
            }

            var shift = layer.Average(id => wanted[id] - middle[id]);
            foreach (var id in layer)
            {
                middle[id] += shift;
            }
        }
    }
}
