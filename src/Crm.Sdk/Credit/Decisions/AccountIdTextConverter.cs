namespace Crm.Sdk.Credit;

/// <summary>Writes a <see cref="CreditAccountId"/> as 32 hexadecimal digits with dashes.</summary>
internal sealed class AccountIdTextConverter : TextConverter<CreditAccountId>
{
    protected override CreditAccountId Parse(string text) => new(Guid.ParseExact(text, "D"));

    protected override string Format(CreditAccountId value) => value.ToString();
}
