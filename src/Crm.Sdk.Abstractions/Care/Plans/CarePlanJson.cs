using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Crm.Sdk.Segments;
using Crm.Sdk.Serialization;
using NodaTime;
using NodaTime.Text;

namespace Crm.Sdk.Care;

/// <summary>Reads and writes care plans as JSON that a person can write; the schema is <c>docs/schemas/care-plan.schema.json</c>.</summary>
/// <remarks>What <see cref="Write"/> wrote, <see cref="Read(string)"/> reads to an equal plan. Thread-safe.</remarks>
public static class CarePlanJson
{
    private const int MaxLength = 200_000;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly LocalTimePattern Time = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    /// <summary>Reads a definition.</summary>
    /// <param name="json">The definition.</param>
    /// <exception cref="CareException">CRM6620: it is no JSON or no plan; CRM6622: a value is none that can stand there. The message says where and what would be right.</exception>
    /// <exception cref="SegmentException">The segment in it is none.</exception>
    public static CarePlan Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        string name = "?";
        if (json.Length > MaxLength)
        {
            throw new CareException(CareErrorCodes.BadPlan, name, string.Empty, $"the definition has {json.Length:N0} characters; {MaxLength:N0} are allowed.");
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = (3 * SegmentLimits.MaxDepth) + 8 });
            DefinitionProperties node = DefinitionProperties.Of(
                document.RootElement,
                string.Empty,
                "a plan is an object such as {\"name\":\"birthday\",\"trigger\":{\"type\":\"birthday\"},\"message\":{…}}",
                (isShape, pointer, why) => new CareException(isShape ? CareErrorCodes.BadPlan : CareErrorCodes.BadPlanValue, name, pointer, why));
            name = node.Text("name");
            IdentityText.Require(name, CarePlan.MaxNameLength, "care plan");
            return Read(name, node);
        }
        catch (JsonException malformed)
        {
            throw new CareException(CareErrorCodes.BadPlan, name, string.Empty, $"it is no JSON: {malformed.Message}", malformed);
        }
    }

    /// <summary>Writes a plan as compact JSON, the same of equal plans.</summary>
    public static string Write(CarePlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("name", plan.Name);
            json.WriteBoolean("active", plan.IsActive);
            if (plan.Segment is { } segment)
            {
                json.WritePropertyName("segment");
                json.WriteRawValue(SegmentJson.Write(segment));
            }

            WriteTrigger(json, plan.Trigger);
            if (plan.At is { } at)
            {
                json.WriteString("at", Time.Format(at));
            }

            if (plan.Message is { } message)
            {
                json.WriteStartObject("message");
                CareMessageJson.Write(json, message);
                json.WriteEndObject();
            }

            if (plan.Task is { } task)
            {
                WriteTask(json, task);
            }

            json.WriteString("audience", plan.ToOwner ? "owner" : "customer");
            json.WriteNumber("priority", plan.Priority);
            json.WriteNumber("catchUpDays", plan.CatchUpDays);
            if (plan.HoldoutPercent > 0)
            {
                json.WriteNumber("holdoutPercent", plan.HoldoutPercent);
            }

            if (plan.Workdays is { } shift)
            {
                json.WriteString("workdays", shift == WorkdayShift.Before ? "before" : "after");
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void WriteTrigger(Utf8JsonWriter json, CareTriggerSettings trigger)
    {
        json.WriteStartObject("trigger");
        json.WriteString("type", trigger.Type);
        using JsonDocument settings = JsonDocument.Parse(trigger.Settings);
        foreach (JsonProperty setting in settings.RootElement.EnumerateObject())
        {
            setting.WriteTo(json);
        }

        json.WriteEndObject();
    }

    private static void WriteTask(Utf8JsonWriter json, CareTask task)
    {
        json.WriteStartObject("task");
        json.WriteString("type", task.Type);
        json.WriteString("title", task.Title);
        if (task.Cost is { } cost)
        {
            CareMessageJson.Write(json, "cost", cost);
        }

        if (task.Notes is { } notes)
        {
            json.WriteString("notes", notes);
        }

        json.WriteNumber("dueDays", task.DueDays);
        if (task.Assign is { } assign)
        {
            json.WriteStartObject("assign");
            json.WriteString("team", assign.Team);
            json.WriteNumber("perDay", assign.PerDay);
            if (assign.Survey is { } survey)
            {
                json.WriteString("survey", survey);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static CarePlan Read(string name, DefinitionProperties node)
    {
        var plan = new CarePlan
        {
            Name = name,
            IsActive = !node.Has("active") || Truth(node, "active"),
            Segment = node.Has("segment") ? SegmentJson.Read(node.Take("segment").GetRawText()) : null,
            Trigger = Trigger(node),
            At = node.Has("at") ? AtTime(node) : null,
            Message = node.Has("message") ? Message(node.Within("message", "it takes an object such as {\"template\":\"birthday\",\"purpose\":\"care\",\"channels\":[\"sms\"]}")) : null,
            Task = node.Has("task") ? Task(node.Within("task", "it takes an object such as {\"type\":\"call\",\"title\":\"Congratulate\"}")) : null,
            ToOwner = node.Has("audience") && node.OneOf("audience", "customer", "owner") == "owner",
            Priority = node.Has("priority") ? node.Whole("priority", 0, 100) : 50,
            CatchUpDays = node.Has("catchUpDays") ? node.Whole("catchUpDays", 0, 60) : 2,
            HoldoutPercent = node.Has("holdoutPercent") ? node.Whole("holdoutPercent", 0, 50) : 0,
            Workdays = !node.Has("workdays") ? null : node.OneOf("workdays", "before", "after") == "before" ? WorkdayShift.Before : WorkdayShift.After,
        };
        if ((plan.Message is null) == (plan.Task is null))
        {
            throw node.Refuse("a plan has a message or a task, one of them.");
        }

        node.End([]);
        return plan;
    }

    private static CareTriggerSettings Trigger(DefinitionProperties node)
    {
        JsonElement trigger = node.Take("trigger");
        string type = node.Within("trigger", "it takes an object such as {\"type\":\"birthday\",\"daysAhead\":3}").Text("type");
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            foreach (JsonProperty setting in trigger.EnumerateObject().Where(static property => property.Name != "type"))
            {
                setting.WriteTo(json);
            }

            json.WriteEndObject();
        }

        return new CareTriggerSettings(type, Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
    }

    private static LocalTime AtTime(DefinitionProperties node) => Time.Parse(node.Text("at")) is { Success: true } time
        ? time.Value
        : throw node.Refuse("at", "it takes a time of the day such as 09:30.");

    private static bool Truth(DefinitionProperties node, string name) => node.Take(name).ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw node.Refuse(name, "it takes true or false."),
    };

    private static CareMessage Message(DefinitionProperties node)
    {
        CareMessage message = CareMessageJson.Read(node);
        node.End([]);
        return message;
    }

    private static CareTask Task(DefinitionProperties node)
    {
        string type = node.Text("type");
        if (!Require.IsCode(type))
        {
            throw node.Refuse("type", $"'{type}' is no code; give one such as call, visit or gift.");
        }

        var task = new CareTask(type, node.Text("title"))
        {
            Cost = node.Has("cost") ? CareMessageJson.Amount(node, "cost") : null,
            Notes = node.Has("notes") ? node.Text("notes") : null,
            DueDays = node.Has("dueDays") ? node.Whole("dueDays", 0, 60) : 0,
            Assign = node.Has("assign") ? Assign(node.Within("assign", "it takes an object such as {\"team\":\"service\",\"perDay\":5}")) : null,
        };
        node.End([]);
        return task;
    }

    private static CareAssignment Assign(DefinitionProperties node)
    {
        var assign = new CareAssignment(node.Text("team"))
        {
            PerDay = node.Has("perDay") ? node.Whole("perDay", 1, 100) : 5,
            Survey = node.Has("survey") ? node.Text("survey") : null,
        };
        node.End([]);
        return assign;
    }
}
