using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Crm.Sdk.Care;
using Crm.Sdk.Segments;
using Crm.Sdk.Serialization;
using NodaTime;
using NodaTime.Text;

namespace Crm.Sdk.Campaigns;

/// <summary>Campaigns as JSON that a person can write; see <c>docs/campaigns.md</c>.</summary>
/// <remarks>Thread-safe.</remarks>
public static class CampaignJson
{
    private const int MaxLength = 200_000;
    private static readonly string[] Conditions = ["always", "responded", "not-responded", "bought", "not-bought"];
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads a campaign.</summary>
    /// <param name="json">The definition.</param>
    /// <exception cref="CrmException">CRM6730: it is no JSON or no campaign; the message says where and what would be right. CRM1030: a value breaks its rule.</exception>
    /// <exception cref="SegmentException">The segment in it is none.</exception>
    public static CampaignPlan Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (json.Length > MaxLength)
        {
            throw Bad(string.Empty, $"the definition has {json.Length:N0} characters; {MaxLength:N0} are allowed.");
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = (3 * SegmentLimits.MaxDepth) + 8 });
            CampaignPlan plan = Read(DefinitionProperties.Of(
                document.RootElement, string.Empty, "a campaign is an object such as {\"code\":\"spring\",\"steps\":[…]}", static (_, pointer, why) => Bad(pointer, why)));
            plan.Check();
            return plan;
        }
        catch (JsonException malformed)
        {
            throw Bad(string.Empty, $"it is no JSON: {malformed.Message}", malformed);
        }
    }

    /// <summary>Writes a campaign as compact JSON, the same of equal campaigns.</summary>
    public static string Write(CampaignPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("code", plan.Code);
            json.WriteString("english", plan.English);
            json.WriteString("chinese", plan.Chinese);
            json.WriteString("goal", plan.Goal);
            if (plan.Segment is { } segment)
            {
                json.WritePropertyName("segment");
                json.WriteRawValue(SegmentJson.Write(segment));
            }

            json.WriteString("start", LocalDatePattern.Iso.Format(plan.Start));
            json.WriteString("end", LocalDatePattern.Iso.Format(plan.End));
            json.WriteString("zone", plan.Zone);
            CareMessageJson.Write(json, "budget", plan.Budget);
            json.WriteNumber("controlPercent", plan.ControlPercent);
            json.WriteNumber("attributionDays", plan.AttributionDays);
            json.WriteStartArray("variants");
            foreach (CampaignVariant variant in plan.Variants)
            {
                json.WriteStartObject();
                json.WriteString("code", variant.Code);
                json.WriteNumber("weight", variant.Weight);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("steps");
            foreach (CampaignStep step in plan.Steps)
            {
                WriteStep(json, step);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void WriteStep(Utf8JsonWriter json, CampaignStep step)
    {
        json.WriteStartObject();
        json.WriteNumber("waitDays", step.WaitDays);
        json.WriteString("when", Conditions[(int)step.When]);
        if (step.Variant is { } variant)
        {
            json.WriteString("variant", variant);
        }

        CareMessageJson.Write(json, step.Message);
        if (step.Cost is { } cost)
        {
            CareMessageJson.Write(json, "cost", cost);
        }

        json.WriteEndObject();
    }

    private static CampaignPlan Read(DefinitionProperties node)
    {
        var plan = new CampaignPlan
        {
            Code = node.Text("code"),
            English = node.Text("english"),
            Chinese = node.Text("chinese"),
            Goal = node.Text("goal"),
            Segment = node.Has("segment") ? SegmentJson.Read(node.Take("segment").GetRawText()) : null,
            Start = Day(node, "start"),
            End = Day(node, "end"),
            Zone = node.Has("zone") ? node.Text("zone") : "UTC",
            Budget = CareMessageJson.Amount(node, "budget"),
            ControlPercent = node.Has("controlPercent") ? node.Whole("controlPercent", 0, 90) : 10,
            AttributionDays = node.Has("attributionDays") ? node.Whole("attributionDays", 1, 365) : 30,
            Variants = node.Has("variants") ? node.Items("variants", "a variant is an object such as {\"code\":\"a\",\"weight\":1}").Select(Variant).ToValueList() : [new CampaignVariant("a", 1)],
            Steps = node.Items("steps", "a step is an object such as {\"waitDays\":3,\"template\":\"spring\",\"purpose\":\"marketing\",\"channels\":[\"mail\"]}").Select(Step).ToValueList(),
        };
        node.End([]);
        return plan;
    }

    private static CampaignVariant Variant(DefinitionProperties node)
    {
        var variant = new CampaignVariant(node.Text("code"), node.Has("weight") ? node.Whole("weight", 1, 1_000) : 1);
        node.End([]);
        return variant;
    }

    private static CampaignStep Step(DefinitionProperties node)
    {
        var step = new CampaignStep(node.Has("waitDays") ? node.Whole("waitDays", 0, 365) : 0, CareMessageJson.Read(node))
        {
            When = node.Has("when") ? (CampaignCondition)Array.IndexOf(Conditions, node.OneOf("when", Conditions)) : CampaignCondition.Always,
            Variant = node.Has("variant") ? node.Text("variant") : null,
            Cost = node.Has("cost") ? CareMessageJson.Amount(node, "cost") : null,
        };
        node.End([]);
        return step;
    }

    private static LocalDate Day(DefinitionProperties node, string name) => LocalDatePattern.Iso.Parse(node.Text(name)) is { Success: true } day
        ? day.Value
        : throw node.Refuse(name, "it takes a day such as 2026-03-01.");

    private static CrmException Bad(string pointer, string why, Exception? inner = null) => new(CampaignErrorCodes.BadCampaign, $"Campaign{(pointer.Length == 0 ? string.Empty : $", at {pointer}")}: {why}", inner);
}
