using System.Diagnostics.CodeAnalysis;
using NodaTime;

namespace Crm.Sdk.Testing;

/// <summary>Draws the values of an archive's fields; the same seed draws the same values in the same order.</summary>
/// <remarks>Not thread-safe.</remarks>
[SuppressMessage("Security", "CA5394:Do not use insecure randomness", Justification = "Test data are to be drawn again, not to be secret.")]
internal abstract class ArchiveValues(int seed)
{
    private static readonly string[] Words =
    [
        "tea", "Ada", "王芳", "a,b", "say \"hi\"", "two\nlines", "semi;colon", "=1+1", "'=1+1", "+86", "-5", "@home", "O'Brien", "𠀀𠀁", "Jos\u00E9", "tab\tinside", "｜", "null", "[x]", "{}", "1e5", "007",
    ];

    protected static IReadOnlyList<Currency> Currencies { get; } = [Currency.Cny, Currency.Usd, Currency.Parse("JPY"), Currency.Parse("KWD")];

    private readonly Random _random = new(seed);
    private int _keys;

    protected int Whole(int least, int below) => _random.Next(least, below);

    protected int Whole(int below = int.MaxValue) => _random.Next(below);

    protected bool Coin() => _random.Next(2) == 0;

    protected T One<T>(params IReadOnlyList<T> values) => values[_random.Next(values.Count)];

    protected string? Perhaps(Func<string> draw) => _random.Next(4) == 0 ? null : draw();

    protected T? Maybe<T>(Func<T> draw)
        where T : struct => Coin() ? draw() : null;

    protected string Text() => string.Join(' ', Enumerable.Range(0, _random.Next(1, 4)).Select(_ => One(Words)));

    /// <summary>A text without control characters.</summary>
    protected string Line() => One("work", "家", "a,b", "\"x\"", "=1+1", "'-1");

    protected string Key() => $"{One("K", "=", "'-", "客户", "+")}{_keys++}";

    protected string? MaybeKey() => _random.Next(4) == 0 ? null : Key();

    protected Money Amount(Currency currency) => Money.OfMinor(_random.Next(-1_000_000, 1_000_000), currency);

    protected Instant Moment() => Instant.FromUnixTimeTicks((_random.Next() * 10_000_000L) + (_random.Next(1_000_000) * 10L));

    protected LocalDate Day() => new LocalDate(2000, 1, 1).PlusDays(_random.Next(20_000));
}
