using Crm.Sdk.Storage;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Crm.Sdk.Testing;

/// <summary>Random stored values for FsCheck: few enough to collide, with the ends of each type's range among them.</summary>
/// <remarks>Thread-safe.</remarks>
public static class FieldValueGen
{
    // The bytes differ at both ends and across the sign bits of .NET's own fields, so that any order but the big-endian one shows.
    private static readonly Guid[] Ids =
    [
        new("00000000-0000-0000-0000-000000000001"), new("00000000-0000-0000-0000-00000000ff00"), new("00000000-0000-0000-ff00-000000000000"),
        new("00000001-0000-0000-0000-000000000000"), new("01000000-0000-0000-0000-000000000000"), new("7fffffff-ffff-7fff-bfff-ffffffffffff"),
        new("80000000-0000-7000-8000-000000000000"), new("ffffffff-ffff-ffff-ffff-ffffffffffff"),
    ];

    private static readonly LocalDate[] Dates =
    [
        LocalDate.MinIsoValue, new(1815, 12, 10), new(1969, 12, 31), new(1970, 1, 1), new(2000, 2, 29), new(2026, 12, 31), LocalDate.MaxIsoValue,
    ];

    private static readonly long[] Numbers = [-long.MaxValue, int.MinValue, -2, -1, 0, 1, 2, 3, 10, uint.MaxValue, 9_007_199_254_740_993, long.MaxValue];

    private static readonly Instant[] Instants =
    [
        Instant.MinValue, Instant.FromUtc(1969, 12, 31, 23, 59, 59).PlusNanoseconds(999_999_000), NodaConstants.UnixEpoch, NodaConstants.UnixEpoch.PlusNanoseconds(1000),
        Instant.FromUtc(2026, 3, 29, 1, 0), Instant.FromUtc(2026, 3, 29, 1, 0).PlusNanoseconds(1000), Instant.MaxValue.FloorToMicrosecond(),
    ];

    /// <summary>Truth values.</summary>
    public static Gen<bool> Bools { get; } = Gen.Elements(false, true);

    /// <summary>Whole numbers, all but the least one, which columns use for null.</summary>
    public static Gen<long> Ints { get; } = Gen.Elements(Numbers);

    /// <summary>Ids that are not empty.</summary>
    public static Gen<RecordId> RecordIds { get; } = Gen.Elements(Ids).Select(static id => new RecordId(id));

    /// <summary>Instants in whole microseconds, the first and the last among them.</summary>
    public static Gen<Instant> InstantValues { get; } = Gen.Elements(Instants);

    /// <summary>Dates of the ISO calendar, the first and the last among them.</summary>
    public static Gen<LocalDate> DateValues { get; } = Gen.Elements(Dates);

    /// <summary>Values of a type, never null except for <see cref="FieldType.Null"/>.</summary>
    public static Gen<FieldValue> Of(FieldType type) => type switch
    {
        FieldType.Null => Gen.Constant(FieldValue.Null),
        FieldType.Bool => Bools.Select(FieldValue.Of),
        FieldType.Int => Ints.Select(static value => FieldValue.Of(value)),
        FieldType.Text => TextGen.Canonical().Select(static value => FieldValue.Of(value)),
        FieldType.Id => RecordIds.Select(static value => FieldValue.Of(value)),
        FieldType.Instant => InstantValues.Select(static value => FieldValue.Of(value)),
        FieldType.Date => DateValues.Select(static value => FieldValue.Of(value)),
        _ => TextGen.Canonical().Select(static value => FieldValue.Opaque(value)),
    };

    /// <summary>Values of a type, about one in four null.</summary>
    public static Gen<FieldValue> OrNull(FieldType type) => Gen.Frequency((1, Gen.Constant(FieldValue.Null)), (3, Of(type)));
}
