using System.Globalization;
using System.Text;
using Auditor.Templates.Documents;

namespace Auditor.Templates.Tests.Documents;

public class MapNodeTests
{
    // Small objects are searched as they stand, large ones by a table: both say the same.
    [Theory]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(40)]
    public void AMemberIsFoundHoweverManyThereAre(int members)
    {
        var text = string.Concat(Enumerable.Range(0, members).Select(number =>
            string.Create(CultureInfo.InvariantCulture, $"k{number}: v{number}\n")));
        var map = Assert.IsType<MapNode>(DocumentReader.Read("t.yaml", Encoding.UTF8.GetBytes(text)));
        Assert.All(Enumerable.Range(0, members), number =>
        {
            var entry = map.Entry(string.Create(CultureInfo.InvariantCulture, $"k{number}"));
            Assert.Equal((number + 1, 1), (entry?.KeyPlace.Line, entry?.KeyPlace.Column));
            Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"v{number}"), (entry?.Value as TextNode)?.Text);
        });
        Assert.Null(map["k"]);
        Assert.Equal(members, map.Effective.Count());
    }

    // A key of a merged map (YAML's "<<") gives way to the object's own.
    [Theory]
    [InlineData(2)]
    [InlineData(12)]
    public void OwnMembersComeBeforeMergedOnes(int more)
    {
        var text = new StringBuilder("base: &base {name: merged, other: merged}\nmap:\n  <<: *base\n  name: own\n");
        foreach (var number in Enumerable.Range(0, more))
        {
            text.Append(CultureInfo.InvariantCulture, $"  k{number}: v\n");
        }

        var root = Assert.IsType<MapNode>(DocumentReader.Read("t.yaml", Encoding.UTF8.GetBytes(text.ToString())));
        var map = Assert.IsType<MapNode>(root["map"]);
        Assert.Equal("own", (map["name"] as TextNode)?.Text);
        Assert.Equal("merged", (map["other"] as TextNode)?.Text);
        Assert.Equal(more + 2, map.Effective.Count());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(12)]
    public void AKeyThatStandsTwiceIsSaidHoweverManyThereAre(int more)
    {
        var text = string.Concat(Enumerable.Range(0, more).Select(number =>
            string.Create(CultureInfo.InvariantCulture, $"k{number}: v\n"))) + "k1: again\n";
        var repeated = new List<RepeatedNode>();
        DocumentReader.Read("t.yaml", Encoding.UTF8.GetBytes(text), repeated);
        Assert.Equal((more + 1, "k1"), (Assert.Single(repeated).Place.Line, repeated[0].Key));
    }
}
