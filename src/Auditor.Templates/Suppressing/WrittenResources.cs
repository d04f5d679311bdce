using Auditor.Templates.Values;

namespace Auditor.Templates.Suppressing;

/// <summary>Which resources stand around a line. Each line costs as much as there are such resources, however many the file has.</summary>
internal sealed class WrittenResources(ImmutableArray<Resource> resources)
{
    private readonly Dictionary<string, Within> _byFile = resources.Index()
        .Where(each => !each.Item.FromPlan)
        .GroupBy(each => each.Item.Place.File, StringComparer.Ordinal)
        .ToDictionary(same => same.Key, same => new Within([.. same.OrderBy(each => each.Item.Place.Line)]), StringComparer.Ordinal);

    /// <summary>The resources around a line, in the order in which they were read.</summary>
    public List<Resource> Around(string file, int line) => _byFile.TryGetValue(file, out var within) ? within.Around(line) : [];

    private sealed class Within
    {
        private readonly (int Index, Resource Item)[] _byLine;

        // The last line that this resource or one before it reaches.
        private readonly int[] _reach;

        public Within((int Index, Resource Item)[] byLine)
        {
            _byLine = byLine;
            _reach = new int[byLine.Length];
            var farthest = 0;
            foreach (var (at, each) in byLine.Index())
            {
                _reach[at] = farthest = Math.Max(farthest, each.Item.Place.EndLine);
            }
        }

        public List<Resource> Around(int line)
        {
            var around = new List<(int Index, Resource Item)>();
            for (var at = LastAtOrBefore(line); at >= 0 && _reach[at] >= line; at--)
            {
                if (_byLine[at].Item.Place.EndLine >= line)
                {
                    around.Add(_byLine[at]);
                }
            }

            return [.. around.OrderBy(each => each.Index).Select(each => each.Item)];
        }

        private int LastAtOrBefore(int line)
        {
            var (low, high) = (0, _byLine.Length);
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (_byLine[middle].Item.Place.Line <= line)
                {
                    low = middle + 1;
                }
                else
                {
                    high = middle;
                }
            }

            return low - 1;
        }
    }
}
