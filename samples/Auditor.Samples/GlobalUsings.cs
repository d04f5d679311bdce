global using System.Collections.Immutable;
global using System.Globalization;
global using Auditor.Core.Inventory;
global using Auditor.Samples.Building;
