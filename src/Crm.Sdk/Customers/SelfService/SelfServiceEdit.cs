using NodaTime;

namespace Crm.Sdk.Customers;

/// <summary>Applies one correction of a customer to his archive: checked, normalised, and said where it comes from.</summary>
internal static class SelfServiceEdit
{
    public static Customer Apply(Customer customer, string field, string? value, AttributeCatalogue attributes)
    {
        if (field.StartsWith(AttributeDefinition.Prefix, StringComparison.Ordinal))
        {
            string name = field[AttributeDefinition.Prefix.Length..];
            return customer.WithAttribute(name, value is null ? null : attributes.Canonicalise(name, value));
        }

        PostalAddress address = customer.Address ?? new PostalAddress();
        return field switch
        {
            "name" => customer with { Name = NameNormalizer.Normalize(value ?? throw Needed(field)), Person = null },
            "email" => customer with { Email = value is null ? null : EmailNormalizer.Normalize(value), EmailState = ContactPointState.Unverified, EmailStateSince = null },
            "phone" => customer with { Phone = value is null ? null : PhoneNormalizer.Normalize(value, customer.Country), PhoneState = ContactPointState.Unverified, PhoneStateSince = null },
            "address.street" => customer with { Address = OrNone(address with { Street = Text(value, field), Point = null }) },
            "address.city" => customer with { Address = OrNone(address with { City = Text(value, field), Point = null }) },
            "address.postal-code" => customer with { Address = OrNone(address with { PostalCode = Text(value, field), Point = null }) },
            "country" => customer with { Country = value is null ? null : CountryNormalizer.Normalize(value) },
            "birth" => customer with { Birth = value is null ? null : BirthDate.Parse(value) },
            "language" => customer with { Language = Text(value, field) },
            "zone" => customer with { Zone = ZoneOf(value) },
            _ => throw new InvalidOperationException($"'{field}' is allowed and cannot be corrected."),
        };
    }

    /// <summary>The archive with the statement that the customer said so himself today.</summary>
    public static Customer Told(Customer customer, string field, bool hasValue, string channel, LocalDate today)
    {
        string source = field.StartsWith("address.", StringComparison.Ordinal) ? "address" : field;
        IEnumerable<InformationSource> others = customer.Sources.Where(other => other.Field != source);
        bool isThere = hasValue || (source == "address" && customer.Address is not null);
        return customer with
        {
            Sources = (isThere ? others.Append(new InformationSource(source) { Channel = channel, CollectedOn = today, VerifiedOn = today }) : others)
                .OrderBy(static each => each.Field, StringComparer.Ordinal)
                .ToValueList(),
        };
    }

    private static string? Text(string? value, string field) => value is null ? null : CanonicalText.Require(value.Trim(), 200, field);

    private static PostalAddress? OrNone(PostalAddress address) => address == new PostalAddress() ? null : address;

    private static string? ZoneOf(string? value) => value is null || DateTimeZoneProviders.Tzdb.GetZoneOrNull(value) is not null
        ? value
        : throw new CrmException(ErrorCodes.BadTime, $"zone: '{value}' is no zone of the IANA database; give one such as Asia/Shanghai.");

    private static CrmException Needed(string field) => new(ErrorCodes.BadValue, $"{field}: it can be corrected and not taken away.");
}
