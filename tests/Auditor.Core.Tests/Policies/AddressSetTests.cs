using System.Numerics;
using Auditor.Core.Policies;

namespace Auditor.Core.Tests.Policies;

/// <summary>
/// Sets of addresses against sets of bits: all 128 sets of seven addresses, and all pairs of them. Some of the seven touch, and some are
/// the first and the last that there are.
/// </summary>
public sealed class AddressSetTests
{
    private static readonly string[] Addresses =
    [
        "::", "::1", "203.0.113.0", "203.0.113.1", "203.0.113.3",
        "ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    ];

    private static readonly AddressSet[] Sets = [.. Enumerable.Range(0, 1 << Addresses.Length).Select(Of)];

    [Fact]
    public void What_two_sets_have_together_in_common_and_apart_is_what_bits_say()
    {
        for (var one = 0; one < Sets.Length; one++)
        {
            for (var other = 0; other < Sets.Length; other++)
            {
                var (left, right) = (Sets[one], Sets[other]);
                var wrong = !left.Union(right).Equals(Sets[one | other])
                    || !left.Intersect(right).Equals(Sets[one & other])
                    || !left.Except(right).Equals(Sets[one & ~other])
                    || left.IsSubsetOf(right) != ((one & ~other) == 0)
                    || left.Equals(right) != (one == other);
                wrong.ShouldBeFalse($"{left} and {right}");
            }
        }
    }

    [Fact]
    public void What_is_not_in_a_set_is_all_else()
    {
        foreach (var set in Sets)
        {
            var others = set.Complement();

            Addresses.ShouldAllBe(address => others.Contains(address) != set.Contains(address));
            (set.Count + others.Count).ShouldBe(BigInteger.Pow(2, 128));
            set.Union(others).ShouldBe(AddressSet.Everything);
            set.Intersect(others).IsEmpty.ShouldBeTrue();
            others.Complement().ShouldBe(set);
        }
    }

    [Fact]
    public void A_set_holds_the_addresses_that_it_was_made_of()
    {
        for (var bits = 0; bits < Sets.Length; bits++)
        {
            Addresses.Where(Sets[bits].Contains).ShouldBe(Chosen(bits));
            Sets[bits].Count.ShouldBe(BitOperations.PopCount((uint)bits));
            Sets[bits].IsEmpty.ShouldBe(bits == 0);
            AddressSet.Of(Sets[bits].Blocks).ShouldBe(Sets[bits]);
            AddressSet.Of(Chosen(bits).Reverse().Select(Block)).ShouldBe(Sets[bits]);
        }
    }

    [Theory]
    [InlineData("203.0.113.0/32 203.0.113.1/32 203.0.113.2/32 203.0.113.3/32", "203.0.113.0/30")]
    [InlineData("203.0.113.1/32 203.0.113.2/32 203.0.113.3/32", "203.0.113.1/32, 203.0.113.2/31")]
    [InlineData("203.0.113.0/25 203.0.113.64/26 203.0.113.128/25", "203.0.113.0/24")]
    [InlineData("0.0.0.0/1 128.0.0.0/1", "0.0.0.0/0")]
    [InlineData("2001:db8::/33 2001:db8:8000::/33", "2001:db8::/32")]
    [InlineData("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128 8000::/1", "8000::/1")]
    public void The_fewest_blocks_make_it_up(string blocks, string expected) =>
        AddressSet.Of(blocks.Split(' ')).ToString().ShouldBe(expected);

    [Fact]
    public void Every_address_is_of_one_version()
    {
        AddressSet.Ipv4.Count.ShouldBe(BigInteger.Pow(2, 32));
        AddressSet.Ipv4.Intersect(AddressSet.Ipv6).IsEmpty.ShouldBeTrue();
        AddressSet.Ipv4.Union(AddressSet.Ipv6).ShouldBe(AddressSet.Everything);
        AddressSet.Of(["::/0"]).ShouldBe(AddressSet.Ipv6);
        AddressSet.Of(["::/0", "0.0.0.0/0"]).ShouldBe(AddressSet.Everything);
    }

    private static AddressSet Of(int bits) => AddressSet.Of(Chosen(bits).Select(Block));

    private static IEnumerable<string> Chosen(int bits) => Addresses.Where((_, index) => (bits & (1 << index)) != 0);

    private static string Block(string address) => $"{address}/{(address.Contains(':', StringComparison.Ordinal) ? 128 : 32)}";
}
