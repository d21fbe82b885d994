using System.Numerics;
using System.Text;
using Crm.Sdk.Storage;
using Crm.Sdk.Testing;
using Crm.Sdk.TestSupport;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Storage;

public sealed class FieldValueTests
{
    private static readonly Gen<FieldValue> Values = Gen.Elements(Enum.GetValues<FieldType>()).SelectMany(FieldValueGen.Of);
    private static readonly Gen<string> Texts = Gen.OneOf(TextGen.Canonical(), ArbMap.Default.GeneratorFor<string>().Where(IsWellFormed));

    [Fact]
    public void The_order_is_total_and_agrees_with_equality() => Law.Holds(
        Values,
        Values,
        Values,
        (a, b, c) =>
        {
            Assert.Equal(0, a.CompareTo(a));
            Assert.Equal(Math.Sign(a.CompareTo(b)), -Math.Sign(b.CompareTo(a)));
            Assert.Equal(a.CompareTo(b) == 0, a.Equals(b));
            Assert.True(a != b || a.GetHashCode() == b.GetHashCode());
            Assert.True(a.CompareTo(b) > 0 || b.CompareTo(c) > 0 || a.CompareTo(c) <= 0, "not transitive");
        },
        tests: ScaledCount.Of(20_000));

    [Fact]
    public void The_order_is_that_of_type_then_number_code_points_or_big_endian_bytes() => Law.Holds(
        Values,
        Values,
        static (a, b) => Math.Sign(a.CompareTo(b)) == Math.Sign(a.Type != b.Type ? (int)a.Type - (int)b.Type : Key(a).CompareTo(Key(b))),
        tests: ScaledCount.Of(20_000));

    [Fact]
    public void Texts_compare_as_their_code_points_do() => Law.Holds(
        Texts,
        Texts,
        static (a, b) => Math.Sign(CanonicalText.Compare(a, b)) == Math.Sign(CompareRunes(a, b)),
        tests: ScaledCount.Of(20_000));

    [Fact]
    public void Null_is_first() => Law.Holds(Values, static value => value.IsNull || FieldValue.Null < value);

    [Fact]
    public void What_went_in_comes_out()
    {
        Law.Holds(FieldValueGen.RecordIds, static id => FieldValue.Of(id).AsId() == id.Value);
        Law.Holds(FieldValueGen.InstantValues, static instant => FieldValue.Of(instant).AsInstant() == instant);
        Law.Holds(FieldValueGen.DateValues, static date => FieldValue.Of(date).AsDate() == date);
        Law.Holds(FieldValueGen.Ints, static number => FieldValue.Of(number).AsInt() == number);
        Law.Holds(TextGen.Canonical(), static text => FieldValue.Of(text).AsText() == text && FieldValue.Opaque(text).AsOpaque() == text);
        Law.Holds(ArbMap.Default.GeneratorFor<Guid>(), static id => FieldValue.Of(id).AsId() == id && Key(FieldValue.Of(id)) == new BigInteger(id.ToByteArray(bigEndian: true), isUnsigned: true, isBigEndian: true));
    }

    [Fact]
    public void An_instant_is_floored_to_a_microsecond_on_both_sides_of_the_epoch()
    {
        Assert.Equal(0, FieldValue.Of(NodaConstants.UnixEpoch.PlusNanoseconds(999)).AsMicroseconds());
        Assert.Equal(-1, FieldValue.Of(NodaConstants.UnixEpoch.PlusNanoseconds(-1)).AsMicroseconds());
        Assert.Equal(-1, FieldValue.Of(NodaConstants.UnixEpoch.PlusNanoseconds(-1000)).AsMicroseconds());
        Assert.Equal(-2, FieldValue.Of(NodaConstants.UnixEpoch.PlusNanoseconds(-1001)).AsMicroseconds());
    }

    [Fact]
    public void Reading_as_another_type_is_refused() => Assert.Throws<InvalidOperationException>(() => FieldValue.Of(1).AsText());

    private static BigInteger Key(FieldValue value) => value.Type switch
    {
        FieldType.Null => 0,
        FieldType.Bool => value.AsBool() ? 1 : 0,
        FieldType.Int => value.AsInt(),
        FieldType.Id => new BigInteger(value.AsId().ToByteArray(bigEndian: true), isUnsigned: true, isBigEndian: true),
        FieldType.Instant => value.AsMicroseconds(),
        FieldType.Date => value.AsDays(),
        _ => TextKey(value.ToString()),
    };

    // Code points + 1 as digits of a number with a fixed count of digits: compares as the sequence does, a missing digit first.
    private static BigInteger TextKey(string text)
    {
        Rune[] runes = [.. text.EnumerateRunes()];
        BigInteger key = 0;
        for (int i = 0; i < 32; i++)
        {
            key = (key * 0x200000) + (i < runes.Length ? runes[i].Value + 1 : 0);
        }

        return key;
    }

    private static int CompareRunes(string a, string b)
    {
        int[] left = [.. a.EnumerateRunes().Select(static rune => rune.Value)], right = [.. b.EnumerateRunes().Select(static rune => rune.Value)];
        for (int i = 0; i < Math.Min(left.Length, right.Length); i++)
        {
            if (left[i] != right[i])
            {
                return left[i].CompareTo(right[i]);
            }
        }

        return left.Length.CompareTo(right.Length);
    }

    private static bool IsWellFormed(string? text) => text is not null && text.EnumerateRunes().All(static rune => rune != Rune.ReplacementChar);
}
