namespace Crm.Sdk.Credit;

/// <summary>Writes a <see cref="OrderId"/> as 32 hexadecimal digits with dashes.</summary>
internal sealed class OrderIdTextConverter : TextConverter<OrderId>
{
    protected override OrderId Parse(string text) => new(Guid.ParseExact(text, "D"));

    protected override string Format(OrderId value) => value.ToString();
}
