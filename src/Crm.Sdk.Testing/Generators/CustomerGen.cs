using Crm.Sdk.Customers;
using FsCheck;
using FsCheck.Fluent;

namespace Crm.Sdk.Testing;

/// <summary>Random customers for FsCheck: individuals and enterprises in several scripts, with much or little known of them. All of them can be stored.</summary>
/// <remarks>Thread-safe.</remarks>
public static class CustomerGen
{
    private static readonly Gen<PersonName> Person = Gen.Elements(
        PersonName.Of("Ada", "Lovelace"), PersonName.Of("小龙", "李"), PersonName.Of(given: "Björk"), PersonName.Of(family: "欧阳"), PersonName.Of("Seán", "Ó Súilleabháin"));

    private static readonly Gen<BirthDate> Birth = Gen.Elements(
        BirthDate.Gregorian(1815, 12, 10), BirthDate.Gregorian(2000, 2, 29), BirthDate.GregorianWithoutYear(2, 29), BirthDate.Lunar(1987, 6, 15, leapMonth: true), BirthDate.Lunar(null, 12, 30));

    private static readonly Gen<ContactPoint> ContactPoint =
        from kind in Gen.Elements(Enum.GetValues<ContactPointKind>())
        from value in TextGen.Canonical().Select(static text => "c" + text)
        from label in Optional.Text(Gen.Elements("work", "微信", "home"))
        select new ContactPoint(kind, value, label);

    private static readonly Gen<PostalAddress> Address =
        from street in Optional.Text(Gen.Elements("南京路 1 号", "St James's Square 12"))
        from city in Optional.Text(Gen.Elements("上海", "London"))
        from postalCode in Optional.Text(Gen.Elements("200001", "SW1Y 4JH"))
        from located in FieldValueGen.Bools
        select new PostalAddress { Street = street, City = city, PostalCode = postalCode, Point = located ? GeoPoint.Of(31.2304m, 121.4737m, GeoDatum.Gcj02) : null };

    /// <summary>Customers with an id.</summary>
    /// <param name="id">The id; each customer has one of its own when null.</param>
    /// <param name="keys">The external keys to choose from, null among them or not; no key when null.</param>
    public static Gen<Customer> Any(CustomerId? id = null, Gen<string?>? keys = null) =>
        from key in keys ?? Gen.Constant<string?>(null)
        from enterprise in FieldValueGen.Bools
        from person in Person
        from birth in Optional.Of(Birth)
        from gender in Gen.Elements(Enum.GetValues<Gender>())
        from email in Optional.Text(Gen.Elements("ada@example.com", "info@例子.cn", "a@b.c"))
        from phone in Optional.Text(Gen.Elements("+8613800138000", "+442079460000"))
        from contacts in Lists(ContactPoint)
        from address in Optional.Of(Address)
        from country in Optional.Text(Gen.Elements("CN", "GB", "DE"))
        from region in Optional.Text(TextGen.Canonical())
        from industry in Optional.Text(Gen.Elements("零售", "software"))
        from owner in Optional.Text(Gen.Elements("li", "meyer", "Meyer"))
        from source in Optional.Text(Gen.Elements("referral", "website"))
        from zone in Optional.Text(Gen.Elements("Asia/Shanghai", "Europe/London"))
        from language in Optional.Text(Gen.Elements("zh-Hans", "en"))
        from tags in Lists(Gen.Elements("vip", "会员", "x"))
        from attribute in Optional.Of(TextGen.Canonical().Select(static text => new AttributeValue("segment", text)))
        from origin in OriginOrNone
        select new Customer
        {
            Id = id ?? CustomerId.New(),
            Kind = enterprise ? CustomerKind.Enterprise : CustomerKind.Individual,
            Key = key,
            Name = enterprise ? "Acme 有限公司" : person.Full,
            Person = enterprise ? null : person,
            Birth = birth,
            Gender = gender,
            Email = email,
            Phone = phone,
            ContactPoints = contacts,
            Address = address,
            Country = country,
            Region = region,
            Industry = industry,
            Owner = owner,
            Source = source,
            Zone = zone,
            Language = language,
            Tags = tags.Distinct().Order(StringComparer.Ordinal).ToValueList(),
            Attributes = attribute is null ? [] : [attribute],
            Origin = origin,
        };

    internal static Gen<Origin?> OriginOrNone { get; } = Optional.Of(
        from at in FieldValueGen.InstantValues
        from actor in Gen.Elements("ada", "import", "经理")
        from run in Gen.Elements<RecordId?>(null, new RecordId(new Guid("01980000-0000-7000-8000-000000000001")))
        select new Origin(at, actor, run));

    private static Gen<ValueList<T>> Lists<T>(Gen<T> items) => Gen.Choose(0, 2).SelectMany(count => items.ArrayOf(count)).Select(static some => some.ToValueList());
}
