namespace Crm.Sdk.Credit;

/// <summary>Writes a <see cref="CustomerId"/> as 32 hexadecimal digits with dashes.</summary>
internal sealed class CustomerIdTextConverter : TextConverter<CustomerId>
{
    protected override CustomerId Parse(string text) => new(Guid.ParseExact(text, "D"));

    protected override string Format(CustomerId value) => value.ToString();
}
