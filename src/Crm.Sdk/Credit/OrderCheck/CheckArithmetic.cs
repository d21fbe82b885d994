namespace Crm.Sdk.Credit;

/// <summary>The arithmetic of a check, line by line.</summary>
internal static class CheckArithmetic
{
    private static readonly string[] Types = [CreditLineTypes.OpenItem, CreditLineTypes.Disputed, CreditLineTypes.Unallocated, CreditLineTypes.Bill, CreditLineTypes.OpenOrder];

    public static IEnumerable<CreditSum> Of(CreditCheckInput input)
    {
        if (input.Exposure is { } exposure)
        {
            foreach (string type in Types)
            {
                CreditLine[] lines = [.. exposure.Lines.Where(line => line.Type == type && line.Amount is not null)];
                if (lines.Length > 0)
                {
                    yield return new CreditSum(type, lines.Aggregate(Money.Zero(exposure.Currency), static (sum, line) => sum + line.Amount!.Value), lines.Sum(static line => line.Documents));
                }
            }

            Money gross = exposure.Gross, secured = exposure.SecuredOf(gross);
            if (secured.MinorUnits > 0)
            {
                yield return new CreditSum(CreditLineTypes.Secured, -secured);
            }

            yield return new CreditSum(CreditLineTypes.Exposure, gross - secured);
            if (input.Open is { } open)
            {
                yield return new CreditSum(CreditLineTypes.ThisOrder, open);
                Money more = exposure.SecuredOf(gross + open) - secured;
                if (more.MinorUnits != 0)
                {
                    yield return new CreditSum(CreditLineTypes.Secured, -more);
                }

                yield return new CreditSum(CreditLineTypes.Total, exposure.AtRisk(open));
            }

            if (input.Account?.Limit is { } limit)
            {
                yield return new CreditSum(CreditLineTypes.Limit, limit);
                yield return new CreditSum(CreditLineTypes.Available, limit - (gross - secured));
            }
        }

        if (input.Group is { } group)
        {
            foreach (CreditGroupMember member in group.Members)
            {
                yield return new CreditSum(CreditLineTypes.GroupMember, member.AtRisk) { Customer = member.Customer };
            }

            yield return new CreditSum(CreditLineTypes.GroupTotal, group.Total);
            if (group.Limit is { } shared)
            {
                yield return new CreditSum(CreditLineTypes.GroupLimit, shared);
            }
        }
    }
}
