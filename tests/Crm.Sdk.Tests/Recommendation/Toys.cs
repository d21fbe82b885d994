using Crm.Sdk.Recommendation;
using NodaTime;

namespace Crm.Sdk.Tests.Recommendation;

/// <summary>Small baskets whose rules are published.</summary>
internal static class Toys
{
    public static readonly LocalDate Day = new(2026, 1, 1);

    public static BasketSet Mlxtend { get; } = Of(
        ["Eggs", "Kidney Beans", "Nutmeg", "Milk", "Onion", "Yogurt"],
        ["Dill", "Eggs", "Kidney Beans", "Nutmeg", "Onion", "Yogurt"],
        ["Apple", "Eggs", "Kidney Beans", "Milk"],
        ["Corn", "Kidney Beans", "Milk", "Unicorn", "Yogurt"],
        ["Corn", "Eggs", "Ice cream", "Kidney Beans", "Onion"]);

    public static BasketSet Arules { get; } = OfLetters("abc", "ab", "abd", "be", "ac", "ce", "abde");

    public static BasketSet Of(params IEnumerable<string>[] baskets)
    {
        var builder = new BasketSetBuilder();
        int number = 0;
        foreach (IEnumerable<string> basket in baskets)
        {
            builder.Add(Customer(++number), Day, basket);
        }

        return builder.Build();
    }

    public static BasketSet OfLetters(params string[] baskets) => Of([.. baskets.Select(static basket => basket.Select(static letter => letter.ToString()))]);

    public static CustomerId Customer(int number) => new(new Guid(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]));
}
