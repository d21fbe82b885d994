using System.Text.Json;

namespace Crm.Sdk.Credit;

/// <summary>Writes scorecards as JSON and reads them again, to the same scorecard (<c>docs/schemas/scorecard.schema.json</c>).</summary>
/// <remarks>Thread-safe.</remarks>
public static class ScorecardFile
{
    /// <summary>Writes a scorecard.</summary>
    /// <param name="scorecard">The scorecard.</param>
    /// <returns>UTF-8, indented, numbers with all their digits.</returns>
    public static byte[] Write(Scorecard scorecard)
    {
        ArgumentNullException.ThrowIfNull(scorecard);
        var form = new ScorecardForm(
            scorecard.Id,
            scorecard.Version,
            new ScalingForm(scorecard.Scaling.Points, scorecard.Scaling.GoodToBad, scorecard.Scaling.Doubling),
            scorecard.Intercept,
            [.. scorecard.Characteristics.Select(static one => new CharacteristicForm(one.Code, one.Coefficient, [.. one.Bins.Select(Bin)]))]);
        return JsonSerializer.SerializeToUtf8Bytes(form, ScorecardContext.Default.ScorecardForm);
    }

    /// <summary>Reads a scorecard.</summary>
    /// <param name="json">What <see cref="Write"/> wrote, or what was written by hand in the same form.</param>
    /// <exception cref="CrmException">CRM6210: it is no such JSON, or the scorecard breaks a rule; the text says where.</exception>
    public static Scorecard Read(ReadOnlySpan<byte> json)
    {
        ScorecardForm form;
        try
        {
            form = JsonSerializer.Deserialize(json, ScorecardContext.Default.ScorecardForm) ?? throw new JsonException("The text is null; give an object.");
        }
        catch (JsonException error)
        {
            throw new CrmException(CreditErrorCodes.BadScorecard, $"The scorecard's JSON cannot be read: {error.Message}", error);
        }

        return new Scorecard(
            form.Id,
            form.Version,
            new ScorecardScaling(form.Scaling.Points, form.Scaling.GoodToBad, form.Scaling.Doubling),
            form.Intercept,
            form.Characteristics.Select(static one => new ScorecardCharacteristic(one.Code, one.Coefficient, one.Bins.Select(Bin).ToValueList())).ToValueList());
    }

    private static BinForm Bin(ScorecardBin bin) =>
        new(bin.From, bin.Below, bin.Texts.IsEmpty ? null : [.. bin.Texts], bin.IsNothing ? true : null, bin.Good, bin.Bad, bin.Weight);

    private static ScorecardBin Bin(BinForm form) => new()
    {
        From = form.From,
        Below = form.Below,
        Texts = ValueList.Create<string>(form.Texts ?? []),
        IsNothing = form.Nothing ?? false,
        Good = form.Good,
        Bad = form.Bad,
        Weight = form.Weight,
    };
}
