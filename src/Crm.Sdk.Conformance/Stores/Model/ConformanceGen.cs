using Crm.Sdk.Testing;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Crm.Sdk.Conformance.Stores;

/// <summary>Random entities of the kit's kinds. Unique fields take few values, so that they clash.</summary>
internal static class ConformanceGen
{
    private static readonly Gen<string?> Text = OrNull(TextGen.Canonical());
    public static Gen<string?> Key { get; } = OrNull(Gen.Elements("k1", "K1", "k2", "é", "e", "k1 ", "\uFB01", "\U0001F600"));
    private static readonly Gen<long?> Number = OrNothing(FieldValueGen.Ints);
    private static readonly Gen<bool?> Flag = OrNothing(FieldValueGen.Bools);
    private static readonly Gen<RecordId?> Id = OrNothing(FieldValueGen.RecordIds);
    private static readonly Gen<Instant?> Moment = OrNothing(FieldValueGen.InstantValues);
    private static readonly Gen<LocalDate?> Day = OrNothing(FieldValueGen.DateValues);

    private static readonly Gen<ParcelItem> Item =
        from sku in Text
        from count in Number
        from opened in Flag
        from maker in Id
        from packed in Moment
        from expires in Day
        from sheet in Text
        select new ParcelItem(sku, count, opened, maker, packed, expires, sheet);

    public static Gen<Parcel> Parcel(RecordId id) =>
        from number in Key
        from depot in Key
        from shelf in OrNothing(Gen.Elements(1L, 2L, 11L))
        from grams in Number
        from fragile in Flag
        from sender in Id
        from posted in Moment
        from due in Day
        from remark in Text
        from label in Text
        from items in Gen.Choose(0, 3).SelectMany(count => Item.ArrayOf(count))
        select new Parcel
        {
            Id = id,
            Number = number,
            Depot = depot,
            Shelf = shelf,
            Grams = grams,
            Fragile = fragile,
            Sender = sender,
            Posted = posted,
            Due = due,
            Remark = remark,
            Label = label,
            Items = items.ToValueList(),
        };

    public static Gen<Memo> Memo(RecordId id) =>
        from title in Text
        from slug in Key
        from stars in Number
        from pinned in Flag
        from about in Id
        from written in Moment
        from due in Day
        from author in Text
        from body in Text
        from tags in Gen.Choose(0, 3).SelectMany(count => TextGen.Canonical().ArrayOf(count))
        select new Memo
        {
            Id = id,
            Title = title,
            Slug = slug,
            Stars = stars,
            Pinned = pinned,
            About = about,
            Written = written,
            Due = due,
            Author = author,
            Body = body,
            Tags = tags.ToValueList(),
        };

    private static Gen<string?> OrNull(Gen<string> values) => Gen.Frequency((1, Gen.Constant<string?>(null)), (3, values.Select(static value => (string?)value)));

    private static Gen<T?> OrNothing<T>(Gen<T> values)
        where T : struct => Gen.Frequency((1, Gen.Constant<T?>(null)), (3, values.Select(static value => (T?)value)));
}
