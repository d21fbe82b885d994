using System.Text.Json.Serialization;

namespace Crm.Sdk.EntityFrameworkCore.Tests;

[JsonSerializable(typeof(Visit))]
public sealed partial class VisitJson : JsonSerializerContext;
