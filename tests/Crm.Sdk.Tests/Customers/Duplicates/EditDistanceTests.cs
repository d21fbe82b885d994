using Crm.Sdk.Rules.Duplicates;
using Crm.Sdk.TestSupport;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Crm.Sdk.Tests.Customers.Duplicates;

/// <summary>The distance of two texts (DQ-3): what stops early says the same as what counts all.</summary>
public sealed class EditDistanceTests
{
    private const int MaxLength = 128;

    /// <summary>Short texts of few letters, so that they are near one another, with the same beginning and end before and behind them, some of them longer than is looked at.</summary>
    private static readonly Gen<(string A, string B)> Texts =
        from length in Gen.Elements(0, 1, 5, 130)
        from a in Letters
        from b in Letters
        let same = new string('x', length)
        from place in Gen.Choose(0, 2)
        select place == 0 ? (same + a, same + b) : place == 1 ? (a + same, b + same) : (same + a + same, same + b + same);

    private static Gen<string> Letters => Gen.Choose(0, 7).SelectMany(static length => Gen.Elements('a', 'b', 'c').ArrayOf(length)).Select(static letters => new string(letters));

    [Fact]
    public void The_distance_is_that_of_the_plain_algorithm() => Law.Holds(Texts, static texts => Assert.Equal(Plain(texts.A, texts.B), EditDistance.Of(texts.A, texts.B)), tests: 3_000);

    [Fact]
    public void One_error_is_found_in_one_pass() => Law.Holds(Texts, static texts => Assert.Equal(Plain(texts.A, texts.B) == 1, EditDistance.IsOne(texts.A, texts.B)), tests: 3_000);

    [Fact]
    public void Counting_up_to_a_number_gives_the_distance_or_one_more_than_the_number() => Law.Holds(
        Texts,
        static texts => Assert.All(Enumerable.Range(0, 5), most => Assert.Equal(Math.Min(Plain(texts.A, texts.B), most + 1), EditDistance.UpTo(texts.A, texts.B, most))),
        tests: 3_000);

    /// <summary>Optimal string alignment as it is defined, over the whole table.</summary>
    private static int Plain(string a, string b)
    {
        a = a[..Math.Min(a.Length, MaxLength)];
        b = b[..Math.Min(b.Length, MaxLength)];
        int[,] d = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            for (int j = 0; j <= b.Length; j++)
            {
                d[i, j] = i == 0 ? j : j == 0 ? i : Math.Min(Math.Min(d[i - 1, j], d[i, j - 1]) + 1, d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
                }
            }
        }

        return d[a.Length, b.Length];
    }
}
