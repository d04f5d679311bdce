using System.Text;
using Auditor.Templates.Documents;

namespace Auditor.Templates.Tests.Documents;

public class TextLinesTests
{
    // What 'Split' makes of a text, made line by line.
    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("one")]
    [InlineData("one\ntwo")]
    [InlineData("one\r\ntwo\r\n")]
    [InlineData("\n\nthree\n")]
    [InlineData("Größe: 5 €\n次の行\n")]
    public void ThereAreAsManyAsThereAreEndsOfLinesAndOne(string text)
    {
        var lines = new TextLines(Encoding.UTF8.GetBytes(text));
        Assert.Equal(text.Split('\n'), lines);
        Assert.Equal(text.Split('\n').Length, lines.Count);
    }
}
