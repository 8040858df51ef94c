/**
 * The headings that reports name, and the words that people use for them: `codes | label | words`. A word is written
 * as a report would list it (mass nouns in the singular, count nouns in the plural); a few words mean a whole list of
 * codes. Codes follow the Harmonized System at the level that the word allows.
 * @module
 */
export const goodsText = `
0102 | Live cattle | cattle, live cattle, cows, calves, beef cattle
0103 | Live pigs | live pigs, pigs, hogs, piglets
0104 | Live sheep and goats | live sheep, sheep, goats
0105 | Live poultry | live poultry, chicks, live chickens
0101 | Live horses | horses
01 | Live animals | livestock, live animals, animals
02 | Meat and offal | meat, meats, red meat, meat products, halal meat
0201, 0202 | Beef | beef, veal, hormone beef
0203 | Pork | pork, pig meat, pigmeat
0204 | Lamb and mutton | lamb, mutton, sheep meat
0207 | Poultry meat | poultry, chicken, turkey, chicken meat, poultry meat, chicken legs, duck
0206 | Offal | offal
1601, 1602 | Prepared meat | sausages, ham, bacon, canned meat
03 | Fish and shellfish | fish, seafood, fish products, fishery products, aquatic products
0302, 0303, 0304 | Fish, fresh or frozen | salmon, tuna, herring, mackerel, cod, trout, sprats, anchovies, sardines, catfish
0306 | Crustaceans | shrimp, shrimps, prawns, lobsters, lobster, crab, crabs
0307 | Molluscs | squid, oysters, scallops
0401, 0402 | Milk | milk, milk powder, cream
0403 | Yoghurt | yoghurt, yogurt
0405 | Butter | butter
0406 | Cheese | cheese, cheeses, feta, parmesan
04 | Dairy products | dairy, dairy products, dairy goods, milk products
0407, 0408 | Eggs | eggs
0409 | Honey | honey
06 | Live plants and cut flowers | flowers, cut flowers, roses, plants, seedlings
0701 | Potatoes | potatoes
0702 | Tomatoes | tomatoes
0703 | Onions and garlic | onions, garlic, leeks
0704 | Cabbages | cabbage, cabbages, broccoli, cauliflower
0705 | Lettuce | lettuce
0706 | Carrots | carrots
0707 | Cucumbers | cucumbers, gherkins
0709 | Other vegetables | peppers, aubergines, asparagus, mushrooms, herbs, spinach
0713 | Dried pulses | lentils, beans, chickpeas, pulses, peas, yellow peas, pigeon peas
0714 | Cassava and roots | cassava, sweet potatoes, yams
07 | Vegetables | vegetables, greens
0801 | Coconuts and cashews | coconuts, cashews, cashew nuts, raw cashew nuts
0802 | Nuts | nuts, hazelnuts, almonds, walnuts, pistachios, pecans
0803 | Bananas | bananas
0804 | Dates, pineapples, avocados, mangoes | figs, pineapples, avocados, mangoes, mangos, guavas
0805 | Citrus fruit | citrus, citrus fruit, oranges, lemons, mandarins, tangerines, grapefruit, limes
0806 | Grapes and raisins | grapes, raisins, table grapes
0807 | Melons | melons, watermelons, papayas
0808 | Apples and pears | apples, pears, quinces
0809 | Stone fruit | peaches, apricots, cherries, plums, nectarines, stone fruit
0810 | Berries and other fruit | strawberries, kiwis, kiwifruit, berries, blueberries, raspberries, persimmons, durians
08 | Fruit and nuts | fruit, fruits, fresh fruit
0901 | Coffee | coffee, coffee beans, roasted coffee
0902 | Tea | tea, black tea, green tea
0904, 0910 | Spices | spices, pepper, ginger, turmeric, saffron, cinnamon, chillies
0905 | Vanilla | vanilla
1001 | Wheat | wheat, durum wheat, durum
1002 | Rye | rye
1003 | Barley | barley, malting barley
1004 | Oats | oats
1005 | Maize | maize, corn, white maize
1006 | Rice | rice, paddy, basmati rice, basmati, white rice, parboiled rice, broken rice
1007 | Sorghum | sorghum
1008 | Buckwheat and millet | buckwheat, millet
10 | Cereals | grain, grains, cereals
1101 | Wheat flour | flour, wheat flour
1107 | Malt | malt
1201 | Soybeans | soybeans, soya beans, soyabeans, soya, soy
1202 | Groundnuts | groundnuts, peanuts
1205 | Rapeseed | rapeseed, canola, canola seed, colza
1206 | Sunflower seed | sunflower seed, sunflower seeds, sunflowers
12 | Oilseeds | oilseeds, seeds, oil seeds
1210 | Hops | hops
1214 | Fodder | hay, fodder, alfalfa
1507 | Soybean oil | soybean oil, soya oil
1509 | Olive oil | olive oil
1511 | Palm oil | palm oil, crude palm oil, palm olein
1512 | Sunflower oil | sunflower oil
1514 | Rapeseed oil | rapeseed oil, canola oil
15 | Fats and oils | edible oil, edible oils, vegetable oil, vegetable oils, cooking oil, margarine, fats
1604 | Canned fish | canned fish, tinned fish, caviar
1701 | Sugar | sugar, cane sugar, beet sugar, raw sugar, refined sugar, white sugar
1702 | Syrups | syrup, maple syrup
1704 | Sweets | sweets, confectionery, candy
1801 | Cocoa beans | cocoa, cocoa beans, cacao
1806 | Chocolate | chocolate, chocolates
1902 | Pasta | pasta, noodles
1905 | Bakery | biscuits, bread, cakes
2002 | Prepared tomatoes | tomato paste, tinned tomatoes
2004, 2005 | Prepared vegetables | french fries, olives
2007 | Jam | jam, jams
2009 | Juices | juice, fruit juice, juices, orange juice, grape juice, apple juice
20 | Prepared vegetables and fruit | preserves, canned vegetables, tinned food, canned food
21 | Other prepared food | sauces, ketchup, ice cream, soups, food supplements
2201 | Mineral water | mineral water, mineral waters, water, bottled water
2202 | Soft drinks | soft drinks, lemonade
2203 | Beer | beer, lager
2204 | Wine | wine, wines, still wine, sparkling wine, fortified wine, bottled wine, bulk wine, champagne, table wine
2207 | Ethanol | ethanol, alcohol, bioethanol
2208 | Spirits | spirits, whisky, whiskey, bourbon, vodka, brandy, cognac, gin, rum, liqueurs, tequila, scotch
22 | Drinks | drinks, beverages, alcoholic drinks, alcoholic beverages
23 | Animal feed | animal feed, feed, pet food, soymeal, soybean meal, fishmeal
24 | Tobacco | tobacco, cigarettes, cigars
2501 | Salt | salt
2515, 2516 | Stone | marble, granite
2523 | Cement | cement, clinker
2503, 2802 | Sulphur | sulphur, sulfur
2504 | Graphite | graphite, natural graphite
2510 | Phosphates | phosphate rock
26 | Ores | ores, ore, minerals, critical minerals, concentrates
2601 | Iron ore | iron ore
2603 | Copper ore | copper ore, copper concentrate
2604 | Nickel ore | nickel ore
2606 | Bauxite | bauxite
2701 | Coal | coal, coking coal, thermal coal
2709 | Crude oil | crude oil, crude, oil
2710 | Oil products | petrol, diesel, gasoline, fuel, fuels, oil products, petroleum products, jet fuel, naphtha
2711 | Gas | gas, natural gas, lng, liquefied natural gas
2716 | Electricity | electricity, power supplies
27 | Mineral fuels | energy, hydrocarbons
2805, 2846 | Rare earths | rare earths, rare earth metals, rare earth elements, rare-earth metals
2836 | Lithium carbonate | lithium, lithium carbonate
28, 29 | Chemicals | chemicals, chemical products
29 | Organic chemicals | organic chemicals
30 | Medicines | medicines, medicine, drugs, pharmaceuticals, pharmaceutical products, vaccines, generic drugs
3002 | Vaccines and blood | covid vaccines
31 | Fertilisers | fertilisers, fertilizers, fertiliser, fertilizer, urea, potash, phosphates
3304 | Cosmetics | cosmetics
33 | Perfumes and cosmetics | perfumes, perfume
34 | Soap | soap, detergents
39 | Plastics | plastics, plastic, polymers, polyethylene
40 | Rubber | rubber, natural rubber
4011 | Tyres | tyres, tires
41 | Hides and leather | hides, leather, skins
4202 | Bags | handbags, leather goods
43 | Furs | furs
44 | Wood | wood, timber, logs, round timber
4407 | Sawn wood | lumber, softwood lumber, sawn wood, softwood
4412 | Plywood | plywood
47 | Wood pulp | pulp, wood pulp, waste paper
48 | Paper | paper, newsprint, cardboard
49 | Books | books, newspapers
50 | Silk | silk
51 | Wool | wool, cashmere
52 | Cotton | cotton, cotton yarn, raw cotton, yarn
5303 | Jute | jute
57 | Carpets | carpets, rugs
61, 62 | Clothing | clothing, clothes, garments, apparel, ready-made garments, shirts, trousers
6203 | Denim trousers | jeans, denim
50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60 | Textiles | textiles, fabrics, cloth, textile products
6309 | Worn clothing | second-hand clothing, second-hand clothes, used clothing, used clothes
64 | Footwear | footwear, shoes, leather shoes, boots
68, 69 | Building materials | building materials, construction materials, bricks
6907 | Tiles | tiles, ceramic tiles
69 | Ceramics | ceramics
70 | Glass | glass
7102 | Diamonds | diamonds
7108 | Gold | gold
7106 | Silver | silver
7113 | Jewellery | jewellery, jewelry
71 | Precious metals | precious metals, platinum
72 | Iron and steel | steel, iron, pig iron, flat steel, stainless steel, steel products, metals, ferroalloys, metal
7204 | Scrap iron | scrap, scrap metal, steel scrap
73 | Articles of iron and steel | pipes, steel pipes, steel pipe, line pipe, rebar
74 | Copper | copper, copper cathode
75 | Nickel | nickel
76 | Aluminium | aluminium, aluminum, aluminium foil, aluminium products
7901 | Zinc | zinc
78 | Lead | lead metal
80 | Tin | tin ingots
8105 | Cobalt | cobalt
8112 | Gallium and germanium | gallium, germanium, gallium metal
8110 | Antimony | antimony
8104 | Magnesium | magnesium
8108 | Titanium | titanium
8101 | Tungsten | tungsten
82 | Tools | tools
84 | Machinery | machinery, machines, machine tools, industrial machinery, equipment, engines
8471 | Computers | computers, laptops, servers
8418, 8450 | Household appliances | white goods, washing machines, refrigerators, home appliances, appliances
8486 | Chip-making machines | chipmaking equipment, semiconductor equipment, chip-making equipment, lithography machines
8501 | Motors and magnets | electric motors
8505 | Magnets | magnets, permanent magnets
8507 | Batteries | batteries, lithium batteries
8517 | Telephones | telephones, smartphones, phones, mobile phones, telecoms equipment, telecom equipment, 5g equipment
8541 | Solar cells | solar panels, solar cells, solar modules, photovoltaic cells
8542 | Chips | semiconductors, chips, microchips, memory chips, integrated circuits
85 | Electronics | electronics, electrical equipment, electronic goods, consumer electronics
8502 | Wind turbines | wind turbines, wind towers
86 | Railway equipment | railway wagons, locomotives, wagons
8701 | Tractors | tractors
8702 | Buses | buses, minibuses
8703 | Cars | cars, car, automobiles, autos, passenger cars, vehicles, electric vehicles, electric cars, used cars, evs, second-hand cars, motor vehicles, automobile, imported cars, passenger vehicles
8704 | Lorries | lorries, trucks, pickup trucks, heavy trucks
8708 | Car parts | car parts, auto parts, vehicle parts, automotive parts
8711 | Motorcycles | motorcycles, motorbikes, mopeds
8712 | Bicycles | bicycles, bikes, e-bikes, electric bicycles
88 | Aircraft | aircraft, planes, airliners, aeroplanes, drones, civil aircraft, helicopters, aircraft parts
89 | Ships | ships, vessels, boats, yachts
9018 | Medical devices | medical devices, medical equipment, ventilators
05 | Other animal products | sausage casings, animal hair, feathers, animal bones, pig bristles
13 | Gums and resins | gum arabic, lac, natural gums, plant extracts, opium
14 | Plaiting materials | bamboo, rattan, reeds, betel leaves
28 | Inorganic chemicals | ammonia, soda ash, caustic soda, hydrogen, uranium, enriched uranium, sulphuric acid
29 | Organic chemicals | methanol, styrene, benzene, antibiotics, vitamins, ethylene glycol
32 | Paints and dyes | paint, paints, dyes, pigments, inks, titanium dioxide
35 | Starches and glues | glue, glues, gelatine, casein, enzymes, adhesives
36 | Explosives | fireworks, explosives, matches
37 | Photographic goods | photographic film, film rolls
38 | Other chemical products | biodiesel, pesticides, insecticides, herbicides, synthetic graphite
45 | Cork | cork, cork stoppers
46 | Basketware | baskets, wickerwork, mats
53 | Other plant fibres | flax fibre, flax, jute, hemp, sisal, jute sacks
54 | Man-made filaments | synthetic yarn, filament yarn, polyester yarn, nylon
55 | Man-made staple fibres | polyester fibre, viscose, staple fibre, acrylic fibre
56 | Ropes and felt | ropes, twine, felt, nonwovens, fishing nets
58 | Special fabrics | lace, velvet, embroidery, tapestries
59 | Technical fabrics | tyre cord, tarpaulin fabric, coated fabrics
61 | Knitted clothing | t-shirts, sweaters, pullovers, socks, knitwear
62 | Woven clothing | shirts, trousers, woven clothing, dresses, coats
63 | Made-up textiles | blankets, bed linen, towels, tents, second-hand clothing, used clothes, second-hand clothes
65 | Headgear | hats, caps and hats, helmets
66 | Umbrellas | umbrellas, walking sticks
67 | Feathers, wigs | wigs, artificial flowers, human hair
68 | Stone and cement articles | stone slabs, plasterboard, brake linings, quartz slabs, asbestos articles
78 | Lead | refined lead, lead ingots, lead metal
80 | Tin | tin, tin ingots, refined tin
82 | Tools and cutlery | knives, tools, hand tools, cutlery, razor blades, spoons
83 | Metal articles | padlocks, metal fittings, hinges, safes
92 | Musical instruments | musical instruments, pianos, guitars
96 | Miscellaneous goods | pens, pencils, zips, lighters, brushes, nappies, diapers, ballpoint pens
6307 | Face masks | masks, face masks, protective equipment
9101 | Watches | watches, clocks
93 | Arms | arms, weapons, ammunition, firearms, guns, military equipment
9401, 9403 | Furniture | furniture, chairs
9503 | Toys | toys
97 | Art and antiques | art, antiques, artworks
01, 02, 03, 04, 07, 08, 10, 15, 16, 17, 18, 19, 20, 21 | Food | food, foods, foodstuffs, food products, foodstuff, groceries
01, 02, 03, 04, 06, 07, 08, 09, 10, 11, 12, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24 | Farm goods | farm goods, agricultural products, agricultural goods, farm products, farm produce, farm exports, agri-food products, agricultural produce, agrifood products
02, 03, 04, 07, 08 | Fresh food | perishables, fruit and vegetables
25-97 | Industrial goods | industrial goods, industrial products, manufactured goods, manufactures, non-agricultural goods
84, 85, 90 | High technology | dual-use goods, high-tech goods, dual-use items, luxury goods, technology
`;
