using Auditor.Core.Text;

namespace Auditor.Core.Tests.Text;

/// <summary>Joiners stay in names that need them, and show where they hide something.</summary>
public sealed class JoinerTests
{
    [Theory]
    [InlineData("👩\u200D👩\u200D👧", "'👩\u200D👩\u200D👧'")]
    [InlineData("می\u200Cخواهم", "'می\u200Cخواهم'")]
    [InlineData("क्\u200Dष", "'क्\u200Dष'")]
    [InlineData("ad\u200Dmin", "'ad\\u200Dmin'")]
    [InlineData("ad\u200Cmin", "'ad\\u200Cmin'")]
    [InlineData("\u200Dadmin", "'\\u200Dadmin'")]
    [InlineData("admin\u200D", "'admin\\u200D'")]
    [InlineData("👩\u200Dadmin", "'👩\\u200Dadmin'")]
    [InlineData("می\u200C\u200Cخ", "'می\\u200C\\u200Cخ'")]
    [InlineData("می\u202Eخ", "'می\\u202Eخ'")]
    [InlineData("می\u200Bخ", "'می\\u200Bخ'")]
    public void Are_kept_only_between_what_joins(string name, string shown) => Quote.Of(name).ShouldBe(shown);
}
