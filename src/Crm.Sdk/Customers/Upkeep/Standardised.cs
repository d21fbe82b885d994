namespace Crm.Sdk.Customers;

/// <summary>Brings the values of an archive to their kept forms; what breaks a rule stays, and is told.</summary>
internal static class Standardised
{
    public static Customer Of(Customer customer, Action<string, string> irregular)
    {
        string? country = customer.Country is { } code ? Kept(CountryNormalizer.TryNormalize(code, out string? known, out string? wrong), known, code, "country", wrong, irregular) : null;
        return customer with
        {
            Country = country,
            Name = customer.Name is { } name ? NameOf(name, irregular) : null,
            Email = customer.Email is { } email ? Email(email, "email", irregular) : null,
            Phone = customer.Phone is { } phone ? Phone(phone, country, "phone", irregular) : null,
            ContactPoints = customer.ContactPoints.Select(point => point.Kind switch
            {
                ContactPointKind.Email => point with { Value = Email(point.Value, "contact-points", irregular) },
                ContactPointKind.Phone => point with { Value = Phone(point.Value, country, "contact-points", irregular) },
                _ => point,
            }).ToValueList(),
        };
    }

    private static string Email(string text, string field, Action<string, string> irregular) =>
        Kept(EmailNormalizer.TryNormalize(text, out string? kept, out string? rule), kept, text, field, rule, irregular);

    private static string Phone(string text, string? country, string field, Action<string, string> irregular) =>
        Kept(PhoneNormalizer.TryNormalize(text, country, out string? kept, out string? rule), kept, text, field, rule, irregular);

    private static string NameOf(string name, Action<string, string> irregular)
    {
        try
        {
            return NameNormalizer.Normalize(name);
        }
        catch (CrmException broken)
        {
            irregular("name", broken.Message);
            return name;
        }
    }

    private static string Kept(bool done, string? kept, string text, string field, string? rule, Action<string, string> irregular)
    {
        if (!done)
        {
            irregular(field, rule!);
        }

        return done ? kept! : text;
    }
}
