using Auditor.Core.Inventory;

namespace Auditor.Core.Tests.Inventory;

public sealed class FactTests
{
    [Fact]
    public void Gives_back_what_was_read()
    {
        Fact<string> name = "orders";
        name.Value.ShouldBe("orders");
        name.Unknown.ShouldBeNull();
    }

    [Fact]
    public void Refuses_to_guess()
    {
        Fact<string> name = new Unknown("GetApis was denied.") { Operation = "apigateway:GetApis", Code = "AccessDeniedException" };
        var exception = Should.Throw<UnknownFactException>(() => name.Value);
        exception.Message.ShouldBe("GetApis was denied.");
        exception.Unknown.Code.ShouldBe("AccessDeniedException");
    }

    [Fact]
    public void Is_unknown_until_collected()
    {
        default(Fact<string>).IsKnown.ShouldBeFalse();
        Should.Throw<UnknownFactException>(() => default(Fact<int>).Value).Message.ShouldBe(
            "It is not in the inventory, which was made without it or by an earlier version: collect it again.");
    }

    [Fact]
    public void There_is_none_is_known()
    {
        Fact<string?> policy = (string?)null;
        policy.IsKnown.ShouldBeTrue();
        policy.Value.ShouldBeNull();
    }

    [Fact]
    public void What_follows_from_an_unknown_is_unknown_for_the_same_reason()
    {
        Fact<string> name = new Unknown("GetApis was denied.");
        name.Select(text => text.Length).Unknown?.Because.ShouldBe("GetApis was denied.");
        Fact<string> known = "orders";
        known.Select(text => text.Length).Value.ShouldBe(6);
    }
}
