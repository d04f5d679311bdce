using Auditor.Core.Text;

namespace Auditor.Core.Tests.Findings;

public sealed class QuoteTests
{
    [Theory]
    [InlineData("orders", "'orders'")]
    [InlineData("Größe 注文", "'Größe 注文'")]
    [InlineData("a\u001b[31mred\u0007", """'a\u001B[31mred\u0007'""")]
    [InlineData("a\r\nb", """'a\u000D\u000Ab'""")]
    [InlineData("invoice\u202Egnp.exe", """'invoice\u202Egnp.exe'""")]
    [InlineData("zero\u200Bwidth", """'zero\u200Bwidth'""")]
    [InlineData("<script>alert(1)</script>", "'<script>alert(1)</script>'")]
    [InlineData("", "''")]
    public void Shows_a_name_and_never_obeys_it(string name, string quoted) => Quote.Of(name).ShouldBe(quoted);

    [Fact]
    public void A_lone_surrogate_is_no_reason_to_fail() => Quote.Of("a\ud800b").ShouldBe("'a\uFFFDb'");

    [Fact]
    public void Cuts_what_nobody_would_read()
    {
        var quoted = Quote.Of(new string('x', 1000));
        quoted.Length.ShouldBeLessThan(130);
        quoted.ShouldEndWith("…'");
    }

    [Fact]
    public void Lists_as_people_do()
    {
        Quote.List(["a"]).ShouldBe("'a'");
        Quote.List(["a", "b"]).ShouldBe("'a' and 'b'");
        Quote.List(["a", "b", "c"]).ShouldBe("'a', 'b' and 'c'");
    }
}
