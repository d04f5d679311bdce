using Auditor.Core.Findings;
using Auditor.Templates.Suppressing;
using Auditor.Templates.Values;

namespace Auditor.Templates.Tests;

public sealed class WrittenResourcesTests
{
    [Theory]
    [InlineData(1, "")]
    [InlineData(2, "All")]
    [InlineData(4, "All Inner")]
    [InlineData(5, "All Inner")]
    [InlineData(6, "All")]
    [InlineData(9, "All SameAsSecond Second")]
    [InlineData(20, "All")]
    [InlineData(21, "")]
    public void Finds_every_resource_around_a_line_in_the_order_of_reading(int line, string ids)
    {
        var written = new WrittenResources(
            [At("All", 2, 20), At("Second", 8, 10), At("Inner", 3, 5), At("SameAsSecond", 8, 10), At("Other", 1, 99, file: "other.yaml")]);

        var found = written.Around("template.yaml", line).Select(resource => resource.Id).Order(StringComparer.Ordinal);

        string.Join(' ', found).ShouldBe(ids);
    }

    [Fact]
    public void Keeps_the_order_of_reading_and_leaves_out_what_a_plan_made()
    {
        var written = new WrittenResources([At("Later", 3, 9), At("Earlier", 1, 9), At("Planned", 1, 9) with { FromPlan = true }]);

        written.Around("template.yaml", 4).Select(resource => resource.Id).ShouldBe(["Later", "Earlier"]);
        written.Around("elsewhere.yaml", 4).ShouldBeEmpty();
    }

    private static Resource At(string id, int first, int last, string file = "template.yaml")
    {
        var place = new SourcePlace(file, first, 1, last, 1);
        return new(id, "AWS::ApiGateway::RestApi", new(place, []), place);
    }
}
