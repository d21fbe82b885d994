using System.Globalization;

namespace Crm.Sdk.EntityFrameworkCore;

/// <summary>The last record that a filling went through.</summary>
internal readonly record struct FillingCursor(int Tenant, Guid Id)
{
    public static FillingCursor Parse(ReadOnlySpan<char> text)
    {
        int slash = text.IndexOf('/');
        return new FillingCursor(int.Parse(text[..slash], CultureInfo.InvariantCulture), Guid.Parse(text[(slash + 1)..], CultureInfo.InvariantCulture));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Tenant}/{Id}");
}
