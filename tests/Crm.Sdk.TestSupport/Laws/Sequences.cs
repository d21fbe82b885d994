using FsCheck;
using FsCheck.Fluent;

namespace Crm.Sdk.TestSupport;

/// <summary>Random lists, such as of operations on a store, that shrink by leaving elements out: what is left was generated, so it stays in the domain.</summary>
public static class Sequences
{
    /// <param name="element">Makes one element.</param>
    /// <param name="atLeast">The least length; shrinking stops there.</param>
    /// <param name="atMost">The greatest length.</param>
    public static Arbitrary<T[]> Of<T>(Gen<T> element, int atLeast = 0, int atMost = 50)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(atLeast);
        ArgumentOutOfRangeException.ThrowIfLessThan(atMost, atLeast);
        Gen<T[]> lists = Gen.Choose(atLeast, atMost).SelectMany(length => element.ArrayOf(length));
        return Arb.From(lists, list => Shorter(list).Where(shorter => shorter.Length >= atLeast));
    }

    /// <summary>The list without its halves, its quarters, … its single elements.</summary>
    internal static IEnumerable<T[]> Shorter<T>(T[] list)
    {
        for (int cut = list.Length; cut >= 1; cut = cut == 1 ? 0 : (cut + 1) / 2)
        {
            for (int start = 0; start < list.Length; start += cut)
            {
                yield return [.. list[..start], .. list[Math.Min(start + cut, list.Length)..]];
            }
        }
    }
}
